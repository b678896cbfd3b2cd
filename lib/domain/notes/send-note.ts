import { v7 as uuid } from "uuid";
import { anonymous } from "@/lib/core/actor";
import { AfterCommit } from "@/lib/core/after-commit";
import { sqlOf } from "@/lib/delivery/commit";
import type { RoomChange } from "@/lib/delivery/room-change";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import { changeRooms } from "@/lib/delivery/write";
import { type Db, db } from "@/lib/platform/database/db";
import { asLocale, LOCALES, type Locale } from "@/lib/shared/i18n/locales";
import type { User } from "@/prisma/generated/client";
import { type Appended, append } from "../messages/send/append";
import { PLAIN_MESSAGE } from "../messages/send/new-message";
import { changeRoom } from "../rooms/change-room";
import { asCaller } from "../rooms/members/join-first-rooms";
import { findWorkspaceBot, requireWorkspaceBot } from "./workspace-bot";

/** The transaction in which notes are written; a roomOperation's context is one. `withNotes` makes one for a worker. */
export type NoteContext = Pick<ChangeContext, "db" | "changed" | "afterCommit" | "refuseAfterCommit">;

/** The language of a note's reader, and the time zone of their account; null where it names none. */
export type NoteReader = { locale: Locale; timeZone: string | null };

type Note = {
  userId: string;
  /** Names the note for good, among those to everybody: the same one again, at any time, writes nothing. At most LIMITS.clientIdLength characters. */
  key: string;
  /** Writes its text, in Markdown. */
  write(reader: NoteReader): string;
};

/**
 * Writes a note to one person: a message of the workspace's own bot in the direct conversation with it, which is made with
 * the first note. It is unread, notifies and is found like any message, and commits with the transaction of the caller.
 * @returns the id of the message, of the earlier one for a known key; null for a deactivated or deleted account
 */
export async function sendNote(ctx: NoteContext, { userId, key, write }: Note): Promise<string | null> {
  const reader = await ctx.db.user.findFirst({ where: { id: userId, deactivatedAt: null, deletedAt: null } });
  if (!reader) return null;
  const bot = await requireWorkspaceBot(ctx.db);
  const message = {
    ...PLAIN_MESSAGE,
    roomId: await requireNotesRoom(ctx, bot, userId),
    sender: { userId: bot.id, revokedBy: "account" as const },
    clientId: key,
    text: write({ locale: asLocale(reader.locale ?? "") ?? LOCALES[0], timeZone: reader.timeZone }),
  };
  const { outcomes, changes } = await append.write(sqlOf(ctx.db), [message]);
  const [outcome] = outcomes;
  if (!outcome?.ok) throw outcome?.error ?? new Error("The note was not written");
  for (const change of changes) ctx.changed(change);
  const written = outcome.value as Appended;
  return "message" in written ? written.message.id : written.id;
}

/**
 * Runs a worker's change in the writer, with the conversations locked in which these people get notes. It may write notes
 * to them, and rows of its own, which commit together.
 *
 * @param roomIds other rooms that it changes
 */
export async function withNotes<Out>(
  userIds: readonly string[],
  act: (ctx: NoteContext) => Promise<Out>,
  roomIds: readonly string[] = [],
): Promise<Out> {
  const afterCommit = new AfterCommit();
  const notesRooms = await findNotesRooms(db(), userIds);
  const out = await changeRooms([...notesRooms, ...roomIds], async (tx) => {
    const changes: RoomChange[] = [];
    const changed = (change: RoomChange) => void changes.push(change);
    const value = await act({ db: tx, changed, ...afterCommit.restart() });
    return { value, changes };
  });
  await afterCommit.run();
  return out;
}

/** Returns the rooms that notes to these people will change, to lock them first. Missing ones are made with the first note. */
async function findNotesRooms(db: Db, userIds: readonly string[]): Promise<string[]> {
  const bot = userIds.length > 0 && (await findWorkspaceBot(db));
  if (!bot) return [];
  const keys = userIds.map((userId) => directKeyOf(bot, userId));
  const rooms = await db.room.findMany({ where: { directKey: { in: keys } }, select: { id: true } });
  return rooms.map(({ id }) => id);
}

const directKeyOf = (bot: User, userId: string) => [bot.id, userId].sort().join(":");

/** Finds or makes the conversation. The bot owns it and moderators alone post there, so that nobody answers. */
async function requireNotesRoom(ctx: NoteContext, bot: User, userId: string): Promise<string> {
  const directKey = directKeyOf(bot, userId);
  const known = await ctx.db.room.findUnique({ where: { directKey }, select: { id: true } });
  if (known) return known.id;
  const room = await ctx.db.room.create({
    data: { id: uuid(), kind: "direct", directKey, posting: "moderators", createdById: bot.id },
  });
  const asBot: ChangeContext = { ...ctx, actor: anonymous(), me: asCaller(bot, "") };
  await changeRoom(asBot, room, {
    enter: [
      { userId: bot.id, role: "owner", entry: "created" },
      { userId, role: "member", entry: "added", addedById: bot.id },
    ],
  });
  return room.id;
}
