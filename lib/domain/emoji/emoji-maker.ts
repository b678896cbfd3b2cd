import { lockCaller, readCaller } from "@/lib/core/caller";
import { forbidden, notFound } from "@/lib/core/errors";
import type { Context, WriteContext } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { mayAddEmoji } from "@/lib/shared/permissions";

/** The right by which a person adds emoji: administrators change all of them, members those that they added. */
type EmojiMaker = "administrator" | "member";

type Added = { createdById: string };

/** A token without the scope `admin` has a member's right. */
const isAdministrator = ({ role, scopes }: Context["me"]): boolean =>
  role === "administrator" && scopes.includes("admin");

/** Returns the right by which the caller adds emoji; null if they add none. */
export async function emojiMakerOf({ db, me }: Pick<Context, "db" | "me">): Promise<EmojiMaker | null> {
  if (isAdministrator(me)) return "administrator";
  return mayAddEmoji(me.role === "guest" ? "guest" : "member", await readEmojiMakers(db)) ? "member" : null;
}

/** True if a person with this right may rename and delete an emoji. */
export const mayChangeEmoji = (
  maker: EmojiMaker | null,
  { userId }: Pick<Context["me"], "userId">,
  { createdById }: Added,
): boolean => maker === "administrator" || (maker === "member" && createdById === userId);

/**
 * Returns the right by which the caller adds emoji, in order with demotions and deactivations of theirs.
 *
 * @throws `forbidden` for guests, and for members where only administrators add emoji
 */
export async function requireLockedEmojiMaker({ db, actor }: WriteContext): Promise<EmojiMaker> {
  await lockCaller(db, actor);
  const me = await readCaller(db, actor, ["write", "admin"]);
  const maker = await emojiMakerOf({ db, me });
  if (maker) return maker;
  if (me.role === "administrator")
    throw forbidden(`This token doesn't have the scope "admin".`, "scope_missing");
  throw forbidden("Only administrators can do this.", "administrators_only");
}

/**
 * Finds and locks an emoji that the caller may rename and delete.
 *
 * @throws `not_found`, also for a deleted one; `forbidden` for members who did not add it, and for those who add none
 */
export async function requireOwnEmoji(ctx: WriteContext, id: string) {
  const maker = await requireLockedEmojiMaker(ctx);
  const [found] = await ctx.db.$queryRaw<{ id: string; name: string; createdById: string }[]>`
    SELECT id, name, created_by_id AS "createdById" FROM custom_emoji
     WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  if (!found) throw notFound("Emoji not found.");
  if (!mayChangeEmoji(maker, ctx.me, found))
    throw forbidden(
      "Only the person who added this emoji and administrators can change it.",
      "not_your_emoji",
    );
  return found;
}

async function readEmojiMakers(db: Db): Promise<"administrators" | "members"> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 }, select: { emojiMakers: true } });
  return workspace?.emojiMakers ?? "members";
}
