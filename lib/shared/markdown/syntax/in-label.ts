import type { Token, TokenizeContext } from "micromark-util-types";

/** The label that was last found open in a run of text, and where among its events. */
const openLabels = new WeakMap<object, { token: Token; index: number }>();
/** Up to which of its events no label is open. */
const walked = new WeakSet<Token>();

const isOpenLabel = (token: Token | undefined) =>
  (token?.type === "labelLink" || token?.type === "labelImage") && !token._balanced;

/**
 * True inside a label of a link or an image, because links cannot be nested. The answer is cached in both cases, so
 * that each event is looked at about once; walking back to an open bracket at each word takes seconds.
 */
export function isInLabel(context: Pick<TokenizeContext, "events">): boolean {
  const { events } = context;
  const known = openLabels.get(context);
  if (known && events[known.index]?.[1] === known.token && isOpenLabel(known.token)) return true;
  for (let index = events.length - 1; index >= 0; index--) {
    const token = events[index]![1];
    if (isOpenLabel(token)) {
      openLabels.set(context, { token, index });
      return true;
    }
    if (walked.has(token)) break;
  }
  const last = events.at(-1)?.[1];
  if (last) walked.add(last);
  return false;
}
