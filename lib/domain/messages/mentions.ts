import { LIMITS } from "@/lib/shared/limits";
import { fold } from "../fields";

/** Whom a text calls: names that may be somebody's, folded, and whether it is for those who are here or for all. */
export type Called = { keys: string[]; here: boolean; all: boolean };

/** Code is quoted, and calls nobody. */
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** An at-sign, also the full-width one, that no letter stands before: so `ada@example.com` calls nobody. */
const NAME = /(?<![\p{L}\p{M}\p{N}._/@＠-])[@＠]([\p{L}\p{M}\p{N}._-]+)/gu;

const ALL = new Set(["all", "channel", "everyone"]);

/**
 * Reads whom a text calls. What follows an at-sign may end in a full stop that is not the name's: then both readings are
 * given, and the room's members decide. At most LIMITS.mentions names count; the cost is linear in the text.
 */
export function calledIn(text: string): Called {
  const called: Called = { keys: [], here: false, all: false };
  if (!/[@＠]/.test(text)) return called;
  const keys = new Set<string>();
  for (const [, name = ""] of text.replace(CODE, " ").matchAll(NAME)) {
    if (keys.size >= LIMITS.mentions) break;
    const key = fold(name);
    const bare = key.replace(/[._-]+$/, "");
    if (bare === "here") called.here = true;
    else if (ALL.has(bare)) called.all = true;
    else for (const one of [key, bare]) if (one) keys.add(one);
  }
  return { ...called, keys: [...keys] };
}

export const NOBODY_CALLED: Called = { keys: [], here: false, all: false };
