import skeleton from "unhomoglyph";
import { isId } from "@/lib/shared/is-id";
import { EVERYBODY_WORDS } from "@/lib/shared/messages/mention-run";
import { hasInvisible } from "@/lib/shared/text/blank";
import { fold } from "@/lib/shared/text/fold";

/** Folds a name for comparison: compatibility-normalised and without case, so that `Ａda` equals `ada`. */
export { fold };

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** The skeleton uses the name as shown, because `I` and `l` look alike, and `i` and `l` do not. */
const skeletonOf = (value: string) => fold(skeleton(value.normalize("NFKC").replace(IGNORABLE, "")));

/**
 * Computes the look of a name: names with the same look cannot be told apart, such as `ada` in Latin and `аdа` with
 * Cyrillic letters, or `alice` and `aIice`. It is the skeleton of Unicode Technical Standard 39, section 4, of the
 * name as written and once more without case, so that no choice of case makes a look of its own.
 */
export const lookOf = (name: string): string => skeletonOf(skeletonOf(name));

/** Words with a meaning of their own in a path, or after an at-sign in a message. */
const RESERVED_NAMES = ["me", "direct", ...Object.keys(EVERYBODY_WORDS)];
const RESERVED = new Set<string>(RESERVED_NAMES);
const RESERVED_LOOKS = new Set(RESERVED_NAMES.map(lookOf));

/** Usernames of deleted accounts; see delete-person.ts. */
const DELETED = /^deleted-[0-9a-f]{12}$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: that a name has only ASCII is what is asked
const ASCII = /^[\x00-\x7F]*$/;

/** True if two names with the same look may coexist: readers can tell pure ASCII apart (`modern`, `modem`). */
export const areDistinguishable = (one: string, other: string): boolean =>
  ASCII.test(one) && ASCII.test(other);

/**
 * True for a reserved username, group handle or room name: `me`, `direct`, the words that mention everybody (also
 * with the full stops, hyphens and underscores that a mention may end in), lookalikes of these in another alphabet,
 * UUID-shaped names, and the names of deleted accounts.
 */
function isReserved(value: string): boolean {
  const key = fold(value);
  const bare = key.replace(/[._-]+$/u, "");
  if (isId(key) || DELETED.test(key) || RESERVED.has(bare)) return true;
  return !ASCII.test(value) && RESERVED_LOOKS.has(lookOf(bare));
}

const MARKED = /(\P{M})(\p{M}+)/gu;
const NONSPACING = /[\p{Mn}\p{Me}]/gu;

/** True if a letter has more than two marks above or below it, its own accents included, or four of any kind. */
function hasTooManyMarks(value: string): boolean {
  for (const [run, base = "", marks = ""] of value.matchAll(MARKED)) {
    const own = (run.normalize("NFD").match(NONSPACING) ?? []).length;
    if (own > 2 || [...marks].length > 4 || base === "") return true;
  }
  return /^\p{M}/u.test(value);
}

const EMOJI = /\p{RGI_Emoji}/gv;
const BEGINS_WITH_LETTER = /^[\p{L}\p{N}]/u;
const BEGINS_WITH_EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}|\p{Regional_Indicator})/v;

/**
 * Returns the fault of a name, or null.
 *
 * @param isShown allows spaces and emoji, as in a room's name
 */
export function nameProblem(
  value: string,
  { isShown = false } = {},
): { reason: string; message: string } | null {
  const plain = isShown ? value.replace(EMOJI, "").replaceAll(" ", "") : value;
  if (hasInvisible(plain)) return { reason: "invisible", message: "Must not contain invisible characters." };
  if (hasTooManyMarks(value))
    return { reason: "piled_marks", message: "Must not have more than two accents on a letter." };
  if (!BEGINS_WITH_LETTER.test(value) && !(isShown && BEGINS_WITH_EMOJI.test(value)))
    return { reason: "bad_beginning", message: "Must start with a letter or a digit." };
  // In "thanks @ada." the longest name wins, so `ada.` would take the mentions of `ada`.
  if (!isShown && value.endsWith(".")) return { reason: "bad_end", message: "Must not end with a period." };
  if (isReserved(value)) return { reason: "reserved", message: "Is a reserved name." };
  return null;
}
