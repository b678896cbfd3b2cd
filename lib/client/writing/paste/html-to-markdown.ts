import { fromDom } from "hast-util-from-dom";
import { toMarkdown } from "./to-markdown";

/** Formatted text from the clipboard as GitHub-flavoured Markdown; empty where nothing is left of it. */
export function htmlToMarkdown(html: string): string {
  // A document of its own: nothing in it runs, and nothing is fetched.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("[style]")) tellByElements(element);
  for (const image of body.querySelectorAll("img")) describe(image);
  return toMarkdown(fromDom(body));
}

const STYLES = [
  ["strong", /font-weight:\s*(?:bold|[6-9]00)/i],
  ["em", /font-style:\s*italic/i],
  ["del", /text-decoration[^;]*line-through/i],
] as const;

/**
 * Word processors tell by styles what Markdown tells by elements, and wrap all of it in a `b` that is not bold. The styles
 * are read as they are written: our page's policy lets no style of another page be more than its words.
 */
function tellByElements(element: Element): void {
  const style = element.getAttribute("style") ?? "";
  if (element.matches("b, strong") && /font-weight:\s*(?:normal|400)/i.test(style)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (!element.matches("span")) return;
  for (const [name, isSo] of STYLES) {
    if (!isSo.test(style)) continue;
    const told = element.ownerDocument.createElement(name);
    told.append(...element.childNodes);
    element.append(told);
  }
}

/** A picture within the clipboard cannot be linked to: what it shows is told instead. */
function describe(image: HTMLImageElement): void {
  if (!/^https?:/.test(image.getAttribute("src") ?? "")) image.replaceWith(image.alt);
}
