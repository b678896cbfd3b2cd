/**
 * A sign that Markdown gives a meaning to, an address, or a line that could be a list's. What may stand before such a line
 * never runs over its end, or a text of empty lines would be read once for each of them.
 */
const MARKDOWN_SIGN =
  /[*_~`[\]|<>&\\#$]|:\/\/|www\.|\w@\w|^[ \t]*(?:[-+]|\d{1,9}[.)])\s|^ {4}|^[ \t]*(?:-{2,}|={2,})[ \t]*$/imu;

/** Whether nothing in a text could be formatting: it is shown as it is, and needs no parser. */
export const hasNoMarkdown = (text: string) => !MARKDOWN_SIGN.test(text);
