/** Everything that may stand before the first element of a document: white space, comments, instructions, a doctype. */
const PROLOGUE = /^(?:\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!doctype[^>[]*(?:\[[^\]]*\])?[^>]*>)*/i;

/** Elements and declarations by which browsers take bytes for HTML (WHATWG MIME Sniffing, 7.1). */
const HTML =
  /^<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|img|form|object|embed|link|meta|base|template|video|audio|math)[\s/>]/i;

/** Plain texts that have a type of their own and that no browser runs. A script stays text/plain. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  md: "text/markdown",
  markdown: "text/markdown",
  json: "application/json",
};

/**
 * Returns the media type of a text. Markup is recognised whatever the name says, so that it is never taken for an image
 * or for plain text; the name's extension only refines a text without markup.
 */
export function classifyText(text: string, name: string): string {
  const start = text.trimStart();
  const element = start.replace(PROLOGUE, "");
  if (/^<([\w.-]+:)?svg[\s/>]/i.test(element)) return "image/svg+xml";
  if (/^<\?xml[\s?]/i.test(start)) return /^<html[\s/>]/i.test(element) ? "text/html" : "application/xml";
  if (HTML.test(start) || HTML.test(element)) return "text/html";
  return BY_EXTENSION[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "text/plain";
}
