import { fromDom } from "hast-util-from-dom";
import { toMarkdown } from "./to-markdown";

/** Converts formatted clipboard text to GitHub-flavoured Markdown; empty if nothing is left. */
export function htmlToMarkdown(html: string): string {
  // A separate document: nothing in it runs or is fetched.
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
 * Replaces styles by elements. Word processors express formatting by styles, and wrap everything in a `b` that is not
 * bold. The style text is parsed here, because the page's policy applies no foreign styles.
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

/** Replaces an image by its description, because an image of the clipboard has no address. */
function describe(image: HTMLImageElement): void {
  if (!/^https?:/.test(image.getAttribute("src") ?? "")) image.replaceWith(image.alt);
}
