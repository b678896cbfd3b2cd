import type { Tx } from "@/lib/platform/database/db";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { candidateNames, type Mentions, mentionedNames } from "@/lib/shared/messages/mentions";
import { parseMentions } from "@/lib/shared/messages/parse-mentions";
import type { NamedGroupView } from "@/lib/shared/views";
import { byHandle, findNamedGroups, findPresentHandles } from "./named-groups";

/** Mentions of a text: folded usernames and handles, and whether it addresses everyone who is here or all members. */
export type ResolvedMentions = { keys: string[]; here: boolean; all: boolean };

export const NO_MENTIONS: ResolvedMentions = { keys: [], here: false, all: false };

/**
 * Resolves the mentions of a new text in a room, by the grammar of lib/shared/messages/mentions.ts. It reads the members
 * and groups only if a run of letters may mean several names; a single name is resolved by the statement that writes the
 * message.
 */
export async function resolveMentions(roomId: string, text: string): Promise<ResolvedMentions> {
  const mentions = parseMentions(text);
  const { here, all, runs } = mentions;
  if (runs.every(({ length }) => length === 1)) return { keys: candidateNames(mentions), here, all };
  const { keys } = await findMentioned(db(), roomId, mentions);
  return { keys, here, all };
}

/** People and groups whom a text mentions. */
type Mentioned = {
  /** Folded usernames and handles, in the order of the text. */
  keys: string[];
  userIds: string[];
  groups: NamedGroupView[];
};

/**
 * Finds the members, and the groups with members, that a text mentions in a room.
 *
 * @param kept groups that the message mentions already: they stay as they were
 */
export async function findMentioned(
  db: Pick<Tx, "user" | "$queryRaw">,
  roomId: string,
  mentions: Mentions,
  kept: readonly NamedGroupView[] = [],
): Promise<Mentioned> {
  const names = candidateNames(mentions);
  if (names.length === 0) return { keys: [], userIds: [], groups: [] };
  const users = await db.user.findMany({
    where: { usernameKey: { in: names }, deactivatedAt: null, memberships: { some: { roomId } } },
    select: { id: true, usernameKey: true },
  });
  const idOf = new Map(users.map(({ id, usernameKey }) => [usernameKey, id]));
  const keptOf = byHandle(kept);
  const present = await findPresentHandles(db, roomId, names);
  const keys = mentionedNames(mentions, (key) => idOf.has(key) || keptOf.has(key) || present.has(key));
  const fresh = keys.filter((key) => present.has(key) && !keptOf.has(key));
  const freshOf = byHandle(await findNamedGroups(db, roomId, fresh));
  return {
    keys,
    userIds: keys.flatMap((key) => (keptOf.has(key) ? [] : (idOf.get(key) ?? []))),
    groups: keys.flatMap((key) => keptOf.get(key) ?? freshOf.get(key) ?? []).slice(0, LIMITS.groupsInMessage),
  };
}
