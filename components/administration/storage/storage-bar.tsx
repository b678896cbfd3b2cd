import { clsx } from "clsx";
import type { StorageKind, StorageView } from "@/lib/shared/views";

/** The colour of each kind of file. */
export const KINDS_LOOK: Record<StorageKind, string> = {
  image: "bg-accent",
  video: "bg-accent/65",
  audio: "bg-accent/40",
  document: "bg-ink-3/60",
};

/** The kinds of files as parts of the quota, or of all files where there is none. */
export function StorageBar({ kinds, whole }: { kinds: StorageView["kinds"]; whole: number | null }) {
  const sum = kinds.reduce((bytes, kind) => bytes + kind.bytes, 0);
  const length = Math.max(whole ?? sum, sum, 1);

  return (
    <div aria-hidden className="flex h-2 max-w-xl gap-px overflow-hidden rounded-row bg-line">
      {kinds.map(({ kind, bytes }) => (
        <svg
          key={kind}
          className={clsx("h-2 flex-none", KINDS_LOOK[kind])}
          width={`${(100 * bytes) / length}%`}
        />
      ))}
    </div>
  );
}
