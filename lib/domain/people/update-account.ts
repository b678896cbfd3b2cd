import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { presence } from "@/lib/delivery/presence";
import { LIMITS } from "@/lib/shared/limits";
import { QUICK_REACTION_COUNT } from "@/lib/shared/quick-reactions";
import { SIDEBAR_ORDERS } from "@/lib/shared/rooms/sidebar-order";
import { THEMES } from "@/lib/shared/theme";
import { isTimeZone } from "@/lib/shared/time/local-time";
import { Prisma, type User } from "@/prisma/generated/client";
import { claimEmail } from "../accounts/claim-email";
import { endResets } from "../accounts/passwords/reset-links";
import { checkPassword, requireProof } from "../accounts/proof";
import { defined } from "../defined";
import { resolveEmoji } from "../emoji/resolve-emoji";
import {
  displayLine,
  displayName,
  emailAddress,
  emoji,
  fold,
  futureTime,
  givenPassword,
  line,
  statusEmoji,
  weekday,
  wholeNumber,
} from "../fields";
import { planDigest } from "../mail/notifications/plan-digest";
import { mailOldAddress } from "./mail-old-address";
import { toAccountView } from "./user-view";

const clockTime = z
  .string({ error: "Must be a time such as 20:00." })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "Must be a time such as 20:00." });

const quietHours = z
  .object({
    days: z
      .array(weekday, {
        error: "Must be a list of days, 1 (Monday) to 7 (Sunday).",
      })
      .min(1)
      .max(7)
      .transform((days) => [...new Set(days)].sort()),
    from: clockTime,
    to: clockTime,
  })
  // Equal times would mean no hours, or all day; nobody could tell which.
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    error: "Must differ from the beginning.",
    params: { reason: "same_time" },
  });

const quickReactions = z
  .array(emoji, { error: "Must be a list of emoji." })
  .length(QUICK_REACTION_COUNT, { error: `Must be ${QUICK_REACTION_COUNT} emoji.` })
  .refine((chosen) => new Set(chosen).size === chosen.length, { error: "Must be different emoji." });

/** In a form, an empty field removes a time or an address. */
const orNull = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === "" ? null : value), field.nullable()).optional();

const input = z.object({
  displayName: displayName.optional(),
  title: displayLine({ max: LIMITS.titleLength }).optional(),
  statusText: displayLine({ max: LIMITS.statusTextLength }).optional(),
  statusEmoji: statusEmoji.optional(),
  statusUntil: orNull(futureTime),
  locale: z.enum(["en", "ru"], { error: 'Must be "en" or "ru".' }).nullable().optional(),
  timeZone: line({ max: 64 })
    .refine(isTimeZone, {
      error: "Must be a time zone such as Europe/Berlin.",
      params: { reason: "invalid" },
    })
    .nullable()
    .optional(),
  theme: z.enum(THEMES, { error: 'Must be "system", "light" or "dark".' }).optional(),
  linkCards: z.boolean({ error: "Must be true or false." }).optional(),
  quickReactions: quickReactions.nullable().optional(),
  wideText: z.boolean({ error: "Must be true or false." }).optional(),
  threadsInMiddle: z.boolean({ error: "Must be true or false." }).optional(),
  sidebarOrder: z.enum(SIDEBAR_ORDERS, { error: 'Must be "folders" or "unread".' }).optional(),
  undoSendSeconds: wholeNumber((number) => number.min(0).max(LIMITS.undoSendSeconds)).optional(),
  hasFirstSteps: z.literal(false, { error: "Must be false: the first steps don't come back." }).optional(),
  email: orNull(emailAddress),
  quietUntil: orNull(futureTime),
  quietHours: quietHours.nullable().optional(),
  /** Proves the caller's identity for a change of the email. */
  password: givenPassword.optional(),
});

type Input = z.output<typeof input>;

/**
 * Changes the caller's own settings; absent fields stay. `statusUntil` ends the status by itself, `quietUntil` and
 * `quietHours` (days 1 to 7, from Monday; times in the person's own time zone) are do-not-disturb; null removes each.
 * `undoSendSeconds` is how long a message waits in the browser before it is sent. A new status without an end has none.
 * `quickReactions` are six different emoji; null brings the usual ones back. The person's `rev` moves, so that their other
 * devices see it. An email that another account holds is no error: see claimEmail. Errors: `forbidden` for a new email by an
 * API token, because access to the account's mail can set its password, and without proof of identity (`proof_needed`).
 */
export const updateAccount = operation({
  key: "account.update",
  summary: "Update my account",
  input,
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, { email }, proof) {
    const { db, me } = ctx;
    const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
    if (email === undefined || !isNewEmail(email, user)) return user;
    if (!me.scopes.includes("account"))
      throw forbidden("An API token can't change the email.", "scope_missing");
    await requireProof(ctx, proof);
    return user;
  },

  async execute(ctx: WriteContext, input, user) {
    const data = {
      ...columnsOf({ ...input, statusEmoji: await resolveStatus(ctx, input.statusEmoji, user) }),
      ...(await emailColumns(ctx, input.email, user)),
      rev: { increment: 1 },
    };
    const changed = await ctx.db.user.update({ where: { id: user.id }, data });
    if (changed.timeZone !== user.timeZone) await planDigest(ctx, user.id);
    ctx.afterCommit(() => presence().refresh(user.id));
    return toAccountView(changed);
  },

  audit: (_out, _ctx, user, { email }) =>
    email !== undefined && isNewEmail(email, user) ? { details: { changed: "email" } } : null,
});

/** Resolves an emoji of the workspace; one that was deleted stays in a status that has it. */
async function resolveStatus({ db }: WriteContext, emoji: string | undefined, { statusEmoji }: User) {
  if (emoji === undefined) return undefined;
  return resolveEmoji(db, emoji, { isNew: emoji !== statusEmoji, field: "statusEmoji" });
}

/** True if an address differs from the account's, ignoring case. */
const isNewEmail = (email: string | null, { emailClaim, emailKey }: User) =>
  (email && fold(email)) !== (emailClaim ?? emailKey);

function columnsOf({
  email: _email,
  quietHours,
  quickReactions,
  password: _,
  ...plain
}: Input): Prisma.UserUpdateInput {
  const hasNewStatus = plain.statusText !== undefined || plain.statusEmoji !== undefined;
  return {
    ...(hasNewStatus && { statusUntil: null }),
    ...defined(plain),
    ...(quickReactions !== undefined && { quickReactions: quickReactions ?? [] }),
    ...(quietHours !== undefined && { quietHours: quietHours ?? Prisma.DbNull }),
  };
}

/** Builds the columns of a new address: it is unproved, and voids links sent to the old one. */
async function emailColumns(
  ctx: WriteContext,
  email: string | null | undefined,
  user: User,
): Promise<Prisma.UserUpdateInput> {
  if (email === undefined) return {};
  if (!isNewEmail(email, user)) return { email };
  await endResets(ctx.db, user.id);
  await mailOldAddress(ctx, user);
  return { ...(await claimEmail(ctx, email)), emailProvedAt: null };
}
