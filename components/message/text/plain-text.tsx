import { clsx } from "clsx";
import { FormattedText } from "./formatted-text";
import { isOnlyEmoji } from "./text-pieces";

/** Unformatted text. A few emoji alone are drawn large. */
export const PlainText = ({ text }: { text: string }) => (
  <div data-plain className={clsx(isOnlyEmoji(text) && "text-display")}>
    <FormattedText text={text} />
  </div>
);
