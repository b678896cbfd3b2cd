import { clsx } from "clsx";
import { FormattedText } from "./formatted-text";
import { isOnlyEmoji } from "./text-pieces";

/** Unformatted text. A few emoji alone are drawn large. */
export const PlainText = ({ text }: { text: string }) => (
  <div className={clsx("plain-text", isOnlyEmoji(text) && "text-display")}>
    <FormattedText text={text} />
  </div>
);
