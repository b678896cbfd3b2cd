/**
 * A sign with a meaning in Markdown, an address, a name between colons, or a line that could be a list's. The expression for such a line
 * never crosses its end, or a text of empty lines would take quadratic time.
 */
const MARKDOWN_SIGN =
  /[*_~`[\]|<>&\\#$]|:[^\p{L}\s:]*\p{L}[^\s:]*:|:\/\/|www\.|\w@\w|^[ \t]*(?:[-+]|\d{1,9}[.)])\s|^ {4}|^[ \t]*(?:-{2,}|={2,})[ \t]*$/imu;

/** True if a text has no formatting, and needs no parser. */
export const hasNoMarkdown = (text: string) => !MARKDOWN_SIGN.test(text);
