import type { Piece } from "@/lib/client/search/excerpt";
import { displayText } from "@/lib/shared/text/shown";

/** A text with its hits marked. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, isHit }, index) =>
    isHit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
      <mark key={index} className="rounded-[2px] bg-found px-px text-ink">
        {displayText(text)}
      </mark>
    ) : (
      displayText(text)
    ),
  );
}
