import { type Element, elementsIn, readMarkup } from "./markup";

const words = (text: string) => new Set(text.trim().split(/\s+/));

const TAGS = words(`
  div p strong em del code pre ul ol li input blockquote hr br a span button table thead tbody tr th td
  svg path rect section h3 bdi
`);

const EVERYWHERE = words("class dir tabindex title aria-label aria-hidden inert");

/** Further attributes of single elements. */
const OWN: Record<string, Set<string>> = {
  a: words("href target rel"),
  button: words("type aria-expanded"),
  input: words("type checked readonly disabled"),
  ol: words("start"),
  li: words("value"),
  span: words("role"),
  th: words("scope"),
  svg: words("xmlns width height viewBox fill stroke stroke-width stroke-linecap stroke-linejoin"),
  path: words("d"),
  rect: words("width height x y rx ry"),
  div: words("role"),
};

const OUT = /^(?:https?:\/\/[^\s<>\\/?#]+(?:[/?#][^\s<>]*)?|mailto:\S*)$/;
const IN = /^\/rooms\/[^/?#\\]+(?:\?message=\d+)?$/;
const REL = "noopener noreferrer nofollow";

/** Whatever in a drawn message could do something, or pretend to be something else. Empty for one that is inert. */
export function harmIn(html: string): string[] {
  return [
    ...elementsIn(readMarkup(html)).flatMap((element) => [...harmOf(element), ...harmOfLink(element)]),
    ...(/[\u202D\u202E]/.test(html) ? ["turns the direction of what follows"] : []),
    ...(/\p{M}{8}/u.test(html) ? ["piles marks on a letter"] : []),
  ];
}

function harmOf({ tag, attributes }: Element): string[] {
  if (!TAGS.has(tag)) return [`<${tag}>`];
  return [...attributes.keys()]
    .filter((name) => !EVERYWHERE.has(name.toLowerCase()) && !OWN[tag]?.has(name))
    .filter((name) => OWN[tag]?.has(name.toLowerCase()) !== true)
    .map((name) => `<${tag} ${name}>`);
}

function harmOfLink({ tag, attributes }: Element): string[] {
  if (tag !== "a") return [];
  const href = attributes.get("href") ?? "";
  if (IN.test(href)) return [];
  if (!OUT.test(href) || /[^\x21-\x7E]/.test(href)) return [`<a href=${JSON.stringify(href)}>`];
  const isKnown = attributes.get("title") === href;
  const isApart = attributes.get("target") === "_blank" && attributes.get("rel") === REL;
  return isKnown && isApart ? [] : [`<a> to ${href} without its title, target and rel`];
}
