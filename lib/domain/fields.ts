import { z } from "zod";
import { isCommonPassword } from "@/lib/platform/secrets/common-passwords";
import { isCustomEmoji } from "@/lib/shared/emoji/custom-emoji";
import { EMOJI_LIMITS } from "@/lib/shared/emoji-limits";
import { isId } from "@/lib/shared/is-id";
import { LIMITS } from "@/lib/shared/limits";
import { isBlank } from "@/lib/shared/text/blank";
import { canonicalEmoji } from "@/lib/shared/text/emoji-spelling";
import { fold, roomKey } from "@/lib/shared/text/fold";
import { limitStackedMarks } from "@/lib/shared/text/stacked-marks";
import { textLength } from "@/lib/shared/text/text-length";
import { nameProblem } from "./name-rules";

export { fold, isId, roomKey };

/**
 * A text field, stored in NFC (Unicode Annex 15). A NUL, which PostgreSQL cannot store, is refused; a lone surrogate
 * becomes U+FFFD. Lengths count code points, and white space alone counts as empty if `min` is above zero.
 */
export function text({ min = 0, max }: { min?: number; max: number }) {
  return z
    .string()
    .meta(lengths({ min, max }))
    .transform((value, ctx) => {
      const normalized = value.toWellFormed().normalize("NFC");
      const refuse = (reason: string, message: string, limit?: number) =>
        ctx.addIssue({ code: "custom", message, params: { reason, limit } });
      const length = textLength(normalized);
      if (normalized.includes("\0")) refuse("nul", "Must not contain a NUL character.");
      else if (min > 0 && isBlank(normalized)) refuse("required", "Must not be empty.");
      else if (length < min) refuse("too_short", `Must have at least ${min} characters.`, min);
      else if (length > max) refuse("too_long", `Must have at most ${max} characters.`, max);
      return normalized;
    });
}

/** Length limits for the OpenAPI document: JSON Schema counts code points too (RFC 8259). */
const lengths = ({ min = 0, max }: { min?: number; max: number }) => ({
  ...(min > 0 && { minLength: min }),
  maxLength: max,
});

/** A one-line text field: trimmed, with runs of white space folded into one space. */
export const line = (limits: { min?: number; max: number }) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? value.trim().replace(/\s+/gu, " ") : value),
      text(limits),
    )
    .meta({ type: "string", ...lengths(limits) });

/** An id. Any UUID is accepted, so that an unknown one gives `not_found`, not a wrong field. */
export const id = z
  .string({ error: "Must be an id." })
  .refine(isId, { error: "Must be an id (a UUID)." })
  .transform((value) => value.toLowerCase());

/** A room or a person in a path: an id or a name. */
export const reference = text({ min: 1, max: 200 });

/** Refuses names that nameProblem rejects. An empty name is refused by its length. */
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
 * A username, from any door: letters and digits of any alphabet, `.`, `_` and `-`, and the rules of nameProblem.
 * Stored and measured in NFKC; compared by `fold`.
 */
export const username = z.preprocess(normalized, line(LIMITS.usernameLength)).superRefine((value, ctx) => {
  if (/^[\p{L}\p{M}\p{N}._-]*$/u.test(value)) return refineName()(value, ctx);
  ctx.addIssue({
    code: "custom",
    message: "Must have only letters, digits, dots, hyphens and underscores.",
    params: { reason: "invalid_characters" },
  });
});

/** Characters that change the direction of the text around them, and control characters (CVE-2021-42574). */
const DIRECTION_AND_CONTROL = /[\u202a-\u202e\u2066-\u2069\p{Cc}]/gu;

/** A line that is shown among other text: characters that would disturb that text are removed. */
export const displayLine = (limits: { min?: number; max: number }) =>
  z
    .preprocess((value) => (typeof value === "string" ? withoutControls(value) : value), line(limits))
    .superRefine(limits.min ? () => {} : refuseInvisible)
    .meta({ type: "string", ...lengths(limits) });

/** Refuses a text of invisible characters alone, so that nobody takes it for content. An empty text is allowed. */
function refuseInvisible(value: string, ctx: z.RefinementCtx): void {
  if (value.trim() === "" || !isBlank(value)) return;
  ctx.addIssue({
    code: "custom",
    message: "Must have a visible character.",
    params: { reason: "invisible" },
  });
}

function withoutControls(value: string): string {
  // A NUL stays, to be refused.
  const calm = value
    .replace(/\s+/gu, " ")
    .replace(DIRECTION_AND_CONTROL, (sign) => (sign === "\0" ? sign : ""));
  return limitStackedMarks(calm);
}

export const displayName = displayLine({ min: 1, max: LIMITS.displayNameLength });

/**
 * A new password: long enough, and not among the most common ones. No composition rules (NIST SP 800-63B, 3.1.1.2).
 */
export const newPassword = text(LIMITS.passwordLength).superRefine((value, ctx) => {
  if (!isCommonPassword(value)) return;
  ctx.addIssue({ code: "custom", message: "Is too common.", params: { reason: "too_common" } });
});

/** A room's new password. Guesses are limited, so it may be shorter than a person's. */
export const roomPassword = text(LIMITS.roomPasswordLength);

/** A password to check: any text that could ever have been one. */
export const givenPassword = text({ min: 1, max: LIMITS.passwordLength.max });

/** An email address, checked roughly: the mail itself is the proof. */
export const emailAddress = line({ min: 3, max: LIMITS.emailLength }).refine(
  (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  { error: "Must be an email address.", params: { reason: "invalid_email" } },
);

/** An optional email address; empty means none. */
export const email = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  emailAddress.optional(),
);

/**
 * A room's name: any alphabet, safe in a path, and the rules of nameProblem; it may also begin with an emoji. No
 * slashes, which separate paths, and no characters that change the text's direction.
 */
export const roomName = line({ min: 1, max: LIMITS.roomNameLength }).superRefine((value, ctx) => {
  if (!/[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]/u.test(value)) return refineName({ isShown: true })(value, ctx);
  const message = "Must not contain slashes or control characters.";
  ctx.addIssue({ code: "custom", message, params: { reason: "invalid_characters" } });
});

export const topic = displayLine({ max: LIMITS.topicLength });

/** A room's purpose, in any number of lines. */
export const description = text({ max: LIMITS.descriptionLength }).superRefine(refuseInvisible);

/** The sender's own key of a message, by which a retry is recognised. */
export const clientId = text({ min: 1, max: LIMITS.clientIdLength }).optional();

/** One emoji in any spelling, stored in Unicode's listed one (UTS 51, RGI_Emoji), so that all spellings are equal. */
export const emoji = text({ min: 1, max: LIMITS.emojiLength })
  .transform(canonicalEmoji)
  .refine((value) => EMOJI.test(value), { error: "Must be one emoji.", params: { reason: "invalid_emoji" } });

/** The emoji of a reaction: one emoji in any spelling, or one of the workspace's, as `:name:` or `:id:`. */
export const reactionEmoji = text({ min: 1, max: EMOJI_LIMITS.reactionLength })
  .transform((value) => (isCustomEmoji(value) ? value : canonicalEmoji(value)))
  .refine((value) => isOneEmoji(value), { error: "Must be one emoji.", params: { reason: "invalid_emoji" } });

/** True for an emoji of Unicode in its listed spelling, and for `:name:` and `:id:`. */
const isOneEmoji = (value: string) =>
  isCustomEmoji(value) || (EMOJI.test(value) && textLength(value) <= LIMITS.emojiLength);

const EMOJI = /^\p{RGI_Emoji}$/v;

/** The emoji of a status: as that of a reaction, or nothing. */
export const statusEmoji = z
  .preprocess(
    (value) => (typeof value === "string" ? value.trim() : value),
    text({ max: EMOJI_LIMITS.reactionLength }),
  )
  .transform((value) => (isCustomEmoji(value) ? value : canonicalEmoji(value)))
  .refine((value) => value === "" || isOneEmoji(value), {
    error: "Must be one emoji.",
    params: { reason: "invalid_emoji" },
  });

/** The text of a message. */
export const messageText = text({ min: 1, max: LIMITS.messageLength });

/** The text of a message that may have files: empty beside a file, also where it was blank; see `checkMessage`. */
export const attachedText = text({ max: LIMITS.messageLength }).transform((value) =>
  isBlank(value) ? "" : value,
);

/** Uploads for a message, in their order. */
export const attachmentIds = z
  .array(id, { error: "Must be a list of ids." })
  .max(LIMITS.attachments, { error: `At most ${LIMITS.attachments} files go with a message.` })
  .refine((ids) => new Set(ids).size === ids.length, { error: "Lists a file twice." });

/** A whole number, or its digits in an address. Nothing else is accepted: `null` and `[]` are not 0. */
export const wholeNumber = (bounds: (number: z.ZodInt) => z.ZodInt) =>
  z.preprocess(
    (value) => (typeof value === "string" && /^-?\d{1,10}$/.test(value) ? Number(value) : value),
    bounds(
      z.int({
        error: (issue) => (typeof issue.input === "number" ? "Must be a whole number." : "Must be a number."),
      }),
    ),
  );

/** A day of the week, from 1 (Monday) to 7 (Sunday). */
export const weekday = wholeNumber((number) => number.min(1).max(7));

/** Size of a page; above LIMITS.pageSize.max it is refused, not cut. */
export const limit = wholeNumber((number) =>
  number
    .min(1, { error: "Must be at least 1." })
    .max(LIMITS.pageSize.max, { error: `Must be at most ${LIMITS.pageSize.max}.` }),
).default(LIMITS.pageSize.default);

/** A number of a message or change in a room: a whole number within PostgreSQL's integer. */
export const seq = wholeNumber((number) =>
  number.min(0, { error: "Must not be negative." }).max(2_147_483_647, { error: "Is too large." }),
);

/** Several numbers of messages in an address, separated by commas. */
export const seqList = z
  .string({ error: "Must be numbers separated by commas." })
  .regex(/^\d{1,10}(,\d{1,10})*$/, { error: "Must be numbers separated by commas." })
  .transform((list) => list.split(",").map(Number))
  .refine((list) => list.length <= LIMITS.pageSize.max, { error: `At most ${LIMITS.pageSize.max}.` })
  .refine((list) => list.every((number) => seq.safeParse(number).success), { error: "Is too large." });

/** The cursor of an earlier page. Folded names make the longest ones. */
export const cursor = text({ max: LIMITS.cursorLength }).optional();

const TIME = { error: "Must be a time such as 2027-01-31T12:00:00Z." };

/** PostgreSQL's limit of an offset is 15:59:59; no place on earth is beyond 14:00. */
const isOnEarth = (value: string) => !/[+-](1[6-9]|2\d):\d\d$/.test(value);

/** Years 1 to 9999 in UTC: ISO 8601 with four digits, readable by PostgreSQL. */
const isInCalendar = (time: Date) => time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999;

/**
 * A time in ISO 8601 (RFC 3339) with a zone, as its instant in UTC. No leap seconds, which neither JavaScript nor
 * PostgreSQL knows, no offset beyond 15:59, and no year outside 1 to 9999 in UTC.
 */
export const time = z.iso
  .datetime({ offset: true, abort: true, ...TIME })
  .refine(isOnEarth, { ...TIME, abort: true })
  .refine((value) => isInCalendar(new Date(value)), TIME)
  .transform((value) => new Date(value).toISOString());

/** A time in the future. */
export const futureTime = time
  .transform((time) => new Date(time))
  .refine((time) => time > new Date(), { error: "Must be in the future.", params: { reason: "past" } });
