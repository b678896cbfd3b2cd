import { BEGUN_MENTION } from "@/lib/shared/messages/mention-run";
import { isInCode } from "./in-code";

/** A name being typed. The text from `from` to `to` is replaced by the chosen suggestion. */
export type Trigger = {
  kind: "person" | "room" | "emoji" | "command";
  query: string;
  from: number;
  to: number;
};

/**
 * Returns whether enough was typed for Enter to choose a suggestion. A bare sign, digits alone (`fixed in #12`) and a smiley
 * (`:-D`) choose nothing, and Enter sends.
 */
export function isNaming({ kind, query }: Pick<Trigger, "kind" | "query">): boolean {
  if (kind === "command") return true;
  if (kind === "emoji" && query.startsWith("-")) return query === "-1";
  return query === "+1" || /\p{L}/u.test(query);
}

/** The longest name to look for before the caret. */
const REACH = 80;

const PATTERNS = [
  ["person", BEGUN_MENTION],
  ["room", /(?<![^\s(])[#＃](?<query>[\p{L}\p{M}\p{N}._-]*)$/u],
  ["emoji", /(?<![^\s(])[:：](?<query>[\p{L}\p{M}\p{N}_+-]{2,}:?)$/u],
] as const;

/**
 * The name being typed at the caret; null if there is none or it is in code. Commands are found only at the start of
 * the text.
 */
export function triggerAt(text: string, caret: number): Trigger | null {
  const near = text.slice(Math.max(0, caret - REACH), caret);
  const command = caret <= REACH ? /^\/(?<query>\p{L}*)$/u.exec(near) : null;
  if (command) return { kind: "command", query: command.groups?.query ?? "", from: 0, to: caret };
  for (const [kind, pattern] of PATTERNS) {
    const found = pattern.exec(near);
    if (!found || isInCode(text, caret)) continue;
    return { kind, query: found.groups?.query ?? "", from: caret - found[0].length, to: caret };
  }
  return null;
}
