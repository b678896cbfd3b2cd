import { usernameColumns } from "@/lib/domain/accounts/username-columns";
import { fold } from "@/lib/domain/fields";
import type { Prisma } from "@/prisma/generated/client";
import { Calendar } from "./calendar";
import { readDialogues } from "./dialogues";
import { type GroupRows, makeGroups } from "./groups";
import { nameIn } from "./mentions";
import { type Colleague, PEOPLE } from "./people";
import { Random } from "./random";
import { holdRoom } from "./room-history";
import type { MembershipRow, MessageRow, RoomLog, RoomRow, SentFile } from "./room-log";
import { ROOMS } from "./rooms";

/** All the rows of a workspace. */
export type Workspace = {
  workspace: { name: string; createdAt: Date };
  users: Prisma.UserCreateManyInput[];
  rooms: RoomRow[];
  memberships: MembershipRow[];
  changes: Prisma.MembershipChangeCreateManyInput[];
  messages: MessageRow[];
  mentions: Prisma.MentionCreateManyInput[];
  files: SentFile[];
  groups: GroupRows;
};

const WORKDAYS = 30;
const DAY = 24 * 3600 * 1000;

/**
 * Northwind Labs: some forty people and what they said to each other in the six weeks before `now`. The same `now` and
 * hashes give the same rows, down to the ids.
 * @param hashes of the one password that all people have, and of the one that all password rooms have
 */
export function makeNorthwind(now: Date, hashes: { people: string; rooms: string }): Workspace {
  const random = new Random("Northwind Labs");
  const calendar = new Calendar(now.getTime(), WORKDAYS);
  const founded = calendar.beginning - 90 * DAY;
  const colleagues = hire(founded, random.fork("people"));
  const groups = makeGroups(colleagues, founded, random.fork("groups"));
  const dialogues = readDialogues();
  const logs = ROOMS.map((plan) => {
    const own = random.fork(plan.key);
    return holdRoom({ plan, colleagues, dialogues, calendar, random: own, passwordHash: hashes.rooms });
  });
  return {
    workspace: { name: "Northwind Labs", createdAt: new Date(founded) },
    users: colleagues.map((one) => userOf(one, { founded, calendar, logs, passwordHash: hashes.people })),
    rooms: logs.map(({ row }) => row),
    memberships: logs.flatMap(({ members }) => members),
    changes: logs.flatMap(({ changes }) => changes),
    messages: logs.flatMap(({ messages }) => messages),
    mentions: logs.flatMap((log) => nameIn(log, colleagues, groups)),
    files: logs.flatMap(({ files }) => files),
    groups,
  };
}

const hire = (founded: number, random: Random): Colleague[] =>
  PEOPLE.map((person, index) => ({ ...person, id: random.id(founded + index * DAY) }));

type Around = { founded: number; calendar: Calendar; logs: RoomLog[]; passwordHash: string };

function userOf(
  one: Colleague,
  { founded, calendar, logs, passwordHash }: Around,
): Prisma.UserCreateManyInput {
  const { id, username, displayName, role, isBot, statusEmoji, statusText, timeZone, languages } = one;
  const email = `${username}@northwind.example`;
  return {
    ...{ id, displayName, role, isBot, statusEmoji, statusText, timeZone },
    ...(!isBot && { email, emailKey: fold(email), emailClaim: fold(email), passwordHash }),
    ...usernameColumns(username),
    locale: languages[0] ?? null,
    accessVersion: logs.reduce((sum, { moves }) => sum + (moves.get(id) ?? 0), 0),
    accessChangedAt: new Date(calendar.beginning),
    lastSeenAt: lastWordOf(id, logs),
    createdAt: new Date(founded + PEOPLE.findIndex((person) => person.username === username) * DAY),
  };
}

/** Returns the time of a person's last message, the least that "last seen" can be. */
function lastWordOf(id: string, logs: RoomLog[]): Date | null {
  const times = logs.flatMap(({ messages }) => {
    const last = messages.findLast(({ senderId }) => senderId === id);
    return last ? [last.createdAt.getTime()] : [];
  });
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
