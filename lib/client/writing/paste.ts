import { applyChange, fieldOf } from "./apply-change";
import { inserted } from "./change";
import { isInCode } from "./in-code";
import { linkTo } from "./link";

/** What makes a pasted page more than its text. */
const FORMATTED =
  /<(?:strong|b|em|i|s|del|strike|code|pre|a|ul|ol|blockquote|h[1-6]|table)[\s>]|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through/i;

/** Editors of code copy their colours, with the white space kept: that is a text. */
const EDITOR = /white-space:\s*pre\b/i;

/** More markup than that takes long to read. */
const MOST_HTML = 300_000;

type Pasted = Pick<DataTransfer, "getData">;

/**
 * Takes over what is pasted, where more can be done with it than the browser would: an address over a selected text makes
 * a link, and formatted text becomes Markdown. Whether it did; else the browser pastes the text as it is.
 */
export function paste(input: HTMLTextAreaElement, pasted: Pasted, isPlain: boolean): boolean {
  const text = pasted.getData("text/plain");
  const field = fieldOf(input);
  if (isPlain || isInCode(field.text, field.start)) return false;
  const link = linkTo(text, field);
  if (link) {
    applyChange(input, link);
    return true;
  }
  const html = pasted.getData("text/html");
  if (html.length > MOST_HTML || !FORMATTED.test(html) || EDITOR.test(html)) return false;
  void pasteFormatted(input, html, text);
  return true;
}

async function pasteFormatted(input: HTMLTextAreaElement, html: string, text: string): Promise<void> {
  const markdown = await import("./html-to-markdown").then(
    ({ htmlToMarkdown }) => htmlToMarkdown(html),
    // The network is away: then it is pasted without its formatting.
    () => "",
  );
  applyChange(input, inserted(fieldOf(input), markdown || text));
}
