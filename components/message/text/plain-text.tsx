import { clsx } from "clsx";
import { FormattedText } from "./formatted-text";
import { isOnlyEmoji } from "./text-pieces";

/** A text in which nothing is formatted; a few emoji alone are large. */
export const PlainText = ({ text }: { text: string }) => (
  <div className={clsx(isOnlyEmoji(text) && "text-display")}>
    <FormattedText text={text} />
  </div>
);
