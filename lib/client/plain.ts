/** A sign that Markdown gives a meaning to, an address, or a line that could be a list's. */
const MEANS_SOMETHING =
  /[*_~`[\]|<>&\\#$]|:\/\/|www\.|\w@\w|^\s*(?:[-+]|\d{1,9}[.)])\s|^ {4}|^\s*(?:-{2,}|={2,})\s*$/imu;

/** Whether nothing in a text could be formatting: it is shown as it is, and needs no parser. */
export const isPlain = (text: string) => !MEANS_SOMETHING.test(text);
