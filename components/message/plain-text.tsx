import { clsx } from "clsx";
import { isOnlyEmoji } from "@/lib/client/inline-text";
import { FormattedText } from "./formatted-text";

/** A text in which nothing is formatted; a few emoji alone are large. */
export const PlainText = ({ text }: { text: string }) => (
  <div className={clsx(isOnlyEmoji(text) && "text-display")}>
    <FormattedText text={text} />
  </div>
);
