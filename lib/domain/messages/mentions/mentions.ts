import type { Tx } from "@/lib/platform/database/db";
import { db } from "@/lib/platform/database/db";
import { candidateNames, type Mentions, mentionedNames } from "@/lib/shared/messages/mentions";
import { parseMentions } from "@/lib/shared/messages/parse-mentions";

/** Mentions of a text: folded usernames, and whether it addresses everyone who is here or all members. */
export type ResolvedMentions = { keys: string[]; here: boolean; all: boolean };

export const NO_MENTIONS: ResolvedMentions = { keys: [], here: false, all: false };

/**
 * Resolves the mentions of a new text in a room, by the grammar of lib/shared/messages/mentions.ts. It reads the members only
 * if a run of letters may mean several names; a single name is resolved by the statement that writes the message.
 */
export async function resolveMentions(roomId: string, text: string): Promise<ResolvedMentions> {
  const mentions = parseMentions(text);
  const { here, all, runs } = mentions;
  if (runs.every(({ length }) => length === 1)) return { keys: candidateNames(mentions), here, all };
  const members = await findMentionedMembers(db(), roomId, mentions);
  return { keys: [...members.keys()], here, all };
}

/** Finds the members whom a text mentions, by their folded usernames. */
export async function findMentionedMembers(
  db: Pick<Tx, "user">,
  roomId: string,
  mentions: Mentions,
): Promise<Map<string, string>> {
  const names = candidateNames(mentions);
  if (names.length === 0) return new Map();
  const users = await db.user.findMany({
    where: { usernameKey: { in: names }, deactivatedAt: null, memberships: { some: { roomId } } },
    select: { id: true, usernameKey: true },
  });
  const idOf = new Map(users.map(({ id, usernameKey }) => [usernameKey, id]));
  const called = mentionedNames(mentions, (key) => idOf.has(key));
  return new Map(called.map((key) => [key, idOf.get(key) as string]));
}
