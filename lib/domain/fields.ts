import { z } from "zod";
import { isCommonPassword } from "@/lib/platform/common-passwords";
import { isBlank } from "@/lib/shared/blank";
import { canonicalEmoji } from "@/lib/shared/emoji-spelling";
import { LIMITS } from "@/lib/shared/limits";
import { limitStackedMarks } from "@/lib/shared/stacked-marks";
import { fold, isId, nameProblem } from "./name-rules";

export { fold, isId };

/**
 * A text field. Kept in NFC (Unicode Annex 15); a NUL, which PostgreSQL cannot keep, is refused; a lone surrogate
 * becomes U+FFFD. Lengths are in code points, and white space alone counts as empty where `min` is above zero.
 */
export function text({ min = 0, max }: { min?: number; max: number }) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? "Is needed." : "Must be a text.") })
    .meta(lengths({ min, max }))
    .transform((value, ctx) => {
      const kept = value.toWellFormed().normalize("NFC");
      const refuse = (reason: string, message: string, limit?: number) =>
        ctx.addIssue({ code: "custom", message, params: { reason, limit } });
      const length = characters(kept);
      if (kept.includes("\0")) refuse("nul", "Must not contain a NUL character.");
      else if (min > 0 && isBlank(kept)) refuse("required", "Must not be empty.");
      else if (length < min) refuse("too_short", `Must have at least ${min} characters.`, min);
      else if (length > max) refuse("too_long", `Must have at most ${max} characters.`, max);
      return kept;
    });
}

/** The bounds of a text, for the OpenAPI document: JSON Schema counts code points too (RFC 8259). */
const lengths = ({ min = 0, max }: { min?: number; max: number }) => ({
  ...(min > 0 && { minLength: min }),
  maxLength: max,
});

/** A text field on one line: trimmed, and runs of white space folded into one space. */
export const line = (limits: { min?: number; max: number }) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? value.trim().replace(/\s+/gu, " ") : value),
      text(limits),
    )
    .meta({ type: "string", ...lengths(limits) });

/** The length of a text in characters, that is code points. */
function characters(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

/**
 * A room's name as it is compared: folded, also where upper case has other letters (`Straße` and `STRASSE` are one), and
 * without what cannot be seen, such as zero-width spaces. Close to NFKC_Casefold (Unicode 3.13, D147).
 */
export const roomKey = (value: string) =>
  fold(fold(value.replace(/\p{Default_Ignorable_Code_Point}/gu, "")).toUpperCase());

/** An id. Any UUID is taken, so that one that names nothing is `not_found` and not a wrong field. */
export const id = z
  .string({ error: "Must be an id." })
  .refine(isId, { error: "Must be an id (a UUID)." })
  .transform((value) => value.toLowerCase());

/** A room or a person in a path: an id or a name. */
export const reference = text({ min: 1, max: 200 });

/** Refuses what no name may be; see nameProblem. An empty name is refused by its length. */
const refineName =
  (kind: { isShown?: boolean } = {}) =>
  (value: string, ctx: z.RefinementCtx): void => {
    const problem = isBlank(value) ? null : nameProblem(value, kind);
    if (problem)
      ctx.addIssue({ code: "custom", message: problem.message, params: { reason: problem.reason } });
  };

const normalized = (value: unknown) =>
  typeof value === "string" ? value.toWellFormed().normalize("NFKC") : value;

/**
 * A username, from whatever door: letters and digits of any alphabet, `.`, `_` and `-`, and the rules of nameProblem. Kept
 * in NFKC, and measured in it; compared by `fold`.
 */
export const username = z.preprocess(normalized, line(LIMITS.usernameLength)).superRefine((value, ctx) => {
  if (/^[\p{L}\p{M}\p{N}._-]*$/u.test(value)) return refineName()(value, ctx);
  ctx.addIssue({
    code: "custom",
    message: "May have letters, digits, dots, hyphens and underscores.",
    params: { reason: "invalid_characters" },
  });
});

/** Signs that turn the direction of the text around them, and those that control what shows it (CVE-2021-42574). */
const DIRECTION_AND_CONTROL = /[\u202a-\u202e\u2066-\u2069\p{Cc}]/gu;

/** A line that is shown amidst other words, to which it does nothing: what would disturb them is left out. */
export const displayLine = (limits: { min?: number; max: number }) =>
  z
    .preprocess((value) => (typeof value === "string" ? withoutControls(value) : value), line(limits))
    .superRefine(limits.min ? () => {} : refuseInvisible)
    .meta({ type: "string", ...lengths(limits) });

/** Empty is nothing; characters of which none can be seen are refused, so that nobody takes them for something. */
function refuseInvisible(value: string, ctx: z.RefinementCtx): void {
  if (value.trim() === "" || !isBlank(value)) return;
  ctx.addIssue({ code: "custom", message: "Has nothing that can be seen.", params: { reason: "invisible" } });
}

function withoutControls(value: string): string {
  // A NUL is left in, to be refused.
  const calm = value
    .replace(/\s+/gu, " ")
    .replace(DIRECTION_AND_CONTROL, (sign) => (sign === "\0" ? sign : ""));
  return limitStackedMarks(calm);
}

export const displayName = displayLine({ min: 1, max: LIMITS.displayNameLength });

/** A new password: long enough, and not among the commonest. No rules of composition (NIST SP 800-63B, 3.1.1.2). */
export const newPassword = text(LIMITS.passwordLength).superRefine((value, ctx) => {
  if (!isCommonPassword(value)) return;
  ctx.addIssue({ code: "custom", message: "Is one that many people use.", params: { reason: "too_common" } });
});

/** A new password of a room. Its guesses are limited, so that fewer characters than a person's do. */
export const roomPassword = text(LIMITS.roomPasswordLength);

/** A password to be checked: any text that could ever have been one. */
export const givenPassword = text({ min: 1, max: LIMITS.passwordLength.max });

/** An email address, roughly: the mail itself is the proof. */
export const emailAddress = line({ min: 3, max: LIMITS.emailLength }).refine(
  (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  { error: "Must be an email address.", params: { reason: "invalid_email" } },
);

/** The same, where none is needed: empty means none. */
export const email = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  emailAddress.optional(),
);

/**
 * A room's name: any alphabet, safe in a path, and the rules of nameProblem; it may begin with an emoji too. No slashes,
 * which a path would take for its own, and nothing that turns the direction of the text around it.
 */
export const roomName = line({ min: 1, max: LIMITS.roomNameLength }).superRefine((value, ctx) => {
  if (!/[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]/u.test(value)) return refineName({ isShown: true })(value, ctx);
  const message = "Must not contain slashes or control characters.";
  ctx.addIssue({ code: "custom", message, params: { reason: "invalid_characters" } });
});

export const topic = displayLine({ max: LIMITS.topicLength });

/** What a room is for, in as many lines as that takes. */
export const description = text({ max: LIMITS.descriptionLength }).superRefine(refuseInvisible);

/** The sender's own name for a message, by which a retry is told from a second one. */
export const clientId = text({ min: 1, max: LIMITS.clientIdLength }).optional();

/** One emoji, in any spelling; kept in the one that Unicode lists (UTS 51, RGI_Emoji), so that all spellings are one. */
export const emoji = text({ min: 1, max: LIMITS.emojiLength })
  .transform(canonicalEmoji)
  .refine((value) => EMOJI.test(value), { error: "Must be one emoji.", params: { reason: "invalid_emoji" } });

const EMOJI = /^\p{RGI_Emoji}$/v;

/** The text of a message. */
export const messageText = text({ min: 1, max: LIMITS.messageLength });

/** A whole number, in an address as its digits. Nothing else is taken for one: `null` and `[]` are not 0. */
const wholeNumber = (bounds: (number: z.ZodInt) => z.ZodInt) =>
  z.preprocess(
    (value) => (typeof value === "string" && /^\d{1,10}$/.test(value) ? Number(value) : value),
    bounds(
      z.int({
        error: (issue) => (typeof issue.input === "number" ? "Must be a whole number." : "Must be a number."),
      }),
    ),
  );

/** A day of the week, from 1 (Monday) to 7 (Sunday). */
export const weekday = wholeNumber((number) => number.min(1).max(7));

/** How many a page holds; more than LIMITS.pageSize.max is refused, not cut. */
export const limit = wholeNumber((number) =>
  number
    .min(1, { error: "Must be at least 1." })
    .max(LIMITS.pageSize.max, { error: `Must be at most ${LIMITS.pageSize.max}.` }),
).default(LIMITS.pageSize.default);

/** A place in a room, in its messages or in its changes: a whole number that fits PostgreSQL's integer. */
export const seq = wholeNumber((number) =>
  number.min(0, { error: "Must not be negative." }).max(2_147_483_647, { error: "Is too large." }),
);

/** Several places in a room, in an address: their numbers with commas between them. */
export const seqList = z
  .string({ error: "Must be numbers with commas between them." })
  .regex(/^\d{1,10}(,\d{1,10})*$/, { error: "Must be numbers with commas between them." })
  .transform((list) => list.split(",").map(Number))
  .refine((list) => list.length <= LIMITS.pageSize.max, { error: `At most ${LIMITS.pageSize.max}.` })
  .refine((list) => list.every((number) => seq.safeParse(number).success), { error: "Is too large." });

/** Where the next page begins, as an earlier page gave it. Folded names make the longest ones. */
export const cursor = text({ max: LIMITS.cursorLength }).optional();

const TIME = { error: "Must be a time such as 2027-01-31T12:00:00Z." };

/** PostgreSQL's own bound on an offset is 15:59:59; no place on earth is beyond 14:00. */
const isOnEarth = (value: string) => !/[+-](1[6-9]|2\d):\d\d$/.test(value);

/** From the year 1 to 9999, in UTC: what ISO 8601 writes with four digits and PostgreSQL reads. */
const isInCalendar = (time: Date) => time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999;

/**
 * A time, ISO 8601 (RFC 3339) with a zone, as its instant in UTC. No leap seconds, which neither JavaScript nor PostgreSQL
 * has, no offset beyond 15:59, and no year that is not 1 to 9999 in UTC.
 */
export const time = z.iso
  .datetime({ offset: true, abort: true, ...TIME })
  .refine(isOnEarth, { ...TIME, abort: true })
  .refine((value) => isInCalendar(new Date(value)), TIME)
  .transform((value) => new Date(value).toISOString());

/** A time yet to come. */
export const futureTime = time
  .transform((time) => new Date(time))
  .refine((time) => time > new Date(), { error: "Must be in the future.", params: { reason: "past" } });
