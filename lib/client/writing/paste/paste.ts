import { applyChange, fieldOf } from "../apply-change";
import { inserted } from "../change";
import { isInCode } from "../in-code";

/** Markup that carries formatting. */
const FORMATTED =
  /<(?:strong|b|em|i|s|del|strike|code|pre|a|ul|ol|blockquote|h[1-6]|table)[\s>]|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through/i;

/** Code editors copy colours with `white-space: pre`: that is plain text. */
const EDITOR = /white-space:\s*pre\b/i;

/** Longer markup takes too long to parse. */
const MOST_HTML = 300_000;

const ADDRESS = /^\s*(?:https?:\/\/|mailto:)\S+\s*$/i;

/**
 * Handles a paste where it can do better than the browser: an address over selected text makes a link, and formatted
 * text becomes Markdown. Returns whether it did; otherwise the browser pastes the plain text.
 */
export function paste(
  input: HTMLTextAreaElement,
  pasted: Pick<DataTransfer, "getData">,
  isPlain: boolean,
): boolean {
  const { text: typed, start, end } = fieldOf(input);
  if (isPlain || isInCode(typed, start)) return false;
  const text = pasted.getData("text/plain");
  const html = pasted.getData("text/html");
  const isLink = start !== end && ADDRESS.test(text);
  const isFormatted = html.length <= MOST_HTML && FORMATTED.test(html) && !EDITOR.test(html);
  if (!isLink && !isFormatted) return false;
  void pasteAs(input, isLink ? linkOver(text) : markdownOf(html), text);
  return true;
}

type Making = Promise<(field: ReturnType<typeof fieldOf>) => ReturnType<typeof inserted> | null>;

const linkOver = (address: string): Making =>
  import("../link").then(
    ({ linkTo }) =>
      (field) =>
        linkTo(address, field),
  );

const markdownOf = (html: string): Making =>
  import("./html-to-markdown").then(({ htmlToMarkdown }) => {
    const markdown = htmlToMarkdown(html);
    return (field) => (markdown === "" ? null : inserted(field, markdown));
  });

/** If the conversion fails or its script cannot be loaded, the plain text is pasted. */
async function pasteAs(input: HTMLTextAreaElement, making: Making, text: string): Promise<void> {
  const make = await making.catch(() => () => null);
  const field = fieldOf(input);
  applyChange(input, make(field) ?? inserted(field, text));
}
