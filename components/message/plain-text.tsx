import { clsx } from "clsx";
import { isOnlyEmoji } from "@/lib/client/inline-text";
import { InlineText } from "./inline-text";

/** A text as it was typed; a few emoji alone are large. */
export function PlainText({ text }: { text: string }) {
  return (
    <p className={clsx("wrap-anywhere whitespace-pre-wrap", isOnlyEmoji(text) && "text-display")}>
      <InlineText text={text} />
    </p>
  );
}
