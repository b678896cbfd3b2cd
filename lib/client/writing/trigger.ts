import { BEGUN_MENTION } from "@/lib/shared/mention-run";
import { isInCode } from "./in-code";

/** Something whose name somebody has begun to type: what stands from `from` to `to` would give way to it. */
export type Trigger = {
  kind: "person" | "room" | "emoji" | "command";
  query: string;
  from: number;
  to: number;
};

/**
 * Whether enough of a name was typed for Enter to choose one: a bare sign, digits alone (`fixed in #12`) and a face (`:-D`)
 * name nothing, and the message is sent as it is.
 */
export function isNaming({ kind, query }: Pick<Trigger, "kind" | "query">): boolean {
  if (kind === "command") return true;
  if (kind === "emoji" && query.startsWith("-")) return query === "-1";
  return query === "+1" || /\p{L}/u.test(query);
}

/** More letters before the caret than that are no name's. */
const REACH = 80;

const PATTERNS = [
  ["person", BEGUN_MENTION],
  ["room", /(?<![^\s(])[#＃](?<query>[\p{L}\p{M}\p{N}._-]*)$/u],
  ["emoji", /(?<![^\s(])[:：](?<query>[\p{L}\p{M}\p{N}_+-]{2,}:?)$/u],
] as const;

/** What is being named at the caret, if anything is; in code nothing is. Commands only stand at a text's beginning. */
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
