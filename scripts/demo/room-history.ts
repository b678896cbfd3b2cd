import { peopleEvent } from "@/lib/domain/rooms/room-events";
import { nameColumns } from "@/lib/domain/rooms/room-names";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { RoomRole } from "@/lib/shared/views";
import type { Calendar } from "./calendar";
import type { Dialogue } from "./dialogues";
import type { Colleague } from "./people";
import type { Random } from "./random";
import { RoomLog } from "./room-log";
import type { RoomPlan } from "./rooms";
import { castPlayers, type Said } from "./staging";

/** Ingredients of a room: its plan, the people and dialogues of the whole demo, and a generator of its own. */
type Making = {
  plan: RoomPlan;
  colleagues: Colleague[];
  dialogues: Dialogue[];
  calendar: Calendar;
  random: Random;
  passwordHash: string;
};

type Moment = { at: number; happen(): void };

const MINUTE = 60_000;

/** Plays the whole life of one room, from its creation to the last message. */
export function holdRoom(making: Making): RoomLog {
  const log = openRoom(making);
  const moments = [...movesOf(making, log), ...talksOf(making, log)];
  for (const { happen } of moments.sort((a, b) => a.at - b.at)) happen();
  holdFinale(making, log);
  markRead(making, log);
  return log;
}

const named = ({ colleagues }: Making, username: string) => {
  const found = colleagues.find((one) => one.username === username);
  if (!found) throw new Error(`There is no ${username} in the demo`);
  return found;
};

function openRoom(making: Making): RoomLog {
  const { plan, calendar, random } = making;
  const { members, latecomers = 0, leavers = [], kind } = plan;
  const usernames = [...members.slice(0, members.length - latecomers), ...leavers];
  const people = usernames.map((username) => named(making, username));
  const log = new RoomLog(
    columnsOf(making, people),
    calendar.beginning + random.whole(0, 90) * MINUTE,
    (at) => random.id(at),
  );
  const isTold = !isConversation(kind) && people.length > 1;
  log.enter(
    people.map((who) => ({ who, role: roleIn(plan, who) })),
    0,
    people[0] as Colleague,
    isTold ? added(people.slice(1)) : undefined,
  );
  return log;
}

function columnsOf({ plan, passwordHash }: Making, people: Colleague[]) {
  const { kind, name = null, topic = "" } = plan;
  const ids = people.map(({ id }) => id).sort();
  return {
    ...{ kind, topic },
    ...nameColumns(name),
    passwordHash: kind === "password" ? passwordHash : null,
    directKey: kind === "direct" ? ids.join(":") : null,
    createdById: people[0]?.id ?? "",
  };
}

function roleIn({ kind, members, moderators = [] }: RoomPlan, { username }: Colleague): RoomRole {
  if (username === members[0] && kind !== "direct") return "owner";
  return moderators.includes(username) ? "moderator" : "member";
}

const added = (people: Colleague[]) =>
  peopleEvent(
    "added",
    people.map(({ displayName }) => displayName),
  );

/** Plans joins and departures: latecomers join an open room themselves and are added to a closed one. */
function movesOf(making: Making, log: RoomLog): Moment[] {
  const { plan, calendar, random } = making;
  const { members, latecomers = 0, leavers = [] } = plan;
  const coming = members
    .slice(members.length - latecomers)
    .map((username) =>
      moment(calendar.at(0.05 + random.next() * 0.6), (at) =>
        comeLate(making, log, named(making, username), at),
      ),
    );
  const going = leavers.map((username) =>
    moment(calendar.at(0.4 + random.next() * 0.5), (at) => log.leave(named(making, username), at)),
  );
  return [...coming, ...going];
}

function comeLate(making: Making, log: RoomLog, who: Colleague, at: number): void {
  const { kind, members } = making.plan;
  const entering = [{ who, role: roleIn(making.plan, who) }];
  if (kind === "closed") log.enter(entering, at, named(making, members[0] ?? ""), added([who]));
  else log.enter(entering, at, who, peopleEvent("joined", [who.displayName]));
}

const moment = (at: number, happen: (at: number) => void): Moment => ({ at, happen: () => happen(at) });

/** Plans conversations, each in its own part of the room's time, so that one ends before the next begins. */
function talksOf(making: Making, log: RoomLog): Moment[] {
  const { plan, calendar, random } = making;
  const deck = deckOf(making);
  return Array.from({ length: plan.conversations }, (_, place) => {
    const from = calendar.at((place + random.next() * 0.5) / plan.conversations);
    const until = calendar.at((place + 1) / plan.conversations) - MINUTE;
    return moment(from, () => writeConversation(making, log, deck(), from, until));
  });
}

/** Deals dialogues of the room's topics; one repeats only after all the others. */
function deckOf({ plan, dialogues, random }: Making): () => Dialogue {
  const { talks, language } = plan;
  const all = dialogues.filter(
    (one) => talks.includes(one.topic) && (!language || one.language === language),
  );
  let left: Dialogue[] = [];
  return () => {
    if (left.length === 0) left = random.shuffled(all);
    return left.pop() as Dialogue;
  };
}

/** Plays a conversation between two moments, without lines that these people cannot say to each other. */
function writeConversation(
  making: Making,
  log: RoomLog,
  dialogue: Dialogue,
  from: number,
  until: number,
): void {
  const lines = perform(making, log, dialogue);
  if (!lines) return;
  const length = lengthOf(lines);
  const pace = Math.min(1, (until - from) / length);
  write(log, lines, from, pace);
}

/** Plays the room's own last lines, which end `quiet` minutes ago. */
function holdFinale(making: Making, log: RoomLog): void {
  const { plan, dialogues, calendar } = making;
  const dialogue = dialogues.find(({ topic }) => topic === `finale-${plan.key}`);
  const lines = dialogue && perform(making, log, dialogue);
  if (!lines) return;
  const until = calendar.now - (plan.quiet ?? 30) * MINUTE;
  const length = Math.min(lengthOf(lines), 30 * MINUTE);
  write(log, lines, until - length, length / lengthOf(lines));
}

function perform({ plan, colleagues, random }: Making, log: RoomLog, dialogue: Dialogue) {
  const present = random.weighted(
    colleagues.filter((one) => log.has(one)),
    talkativeness,
  );
  const mayBegin = ({ username }: Colleague) => !plan.hosts || plan.hosts.includes(username);
  return castPlayers(dialogue, present, mayBegin, random);
}

/** Weights people: some talk more than others, always the same ones. */
const talkativeness = ({ username }: Colleague) =>
  1 + ((username.charCodeAt(0) * 7 + username.length * 3) % 5);

const lengthOf = (said: Said<Colleague>[]) => said.reduce((sum, { gapMs }) => sum + gapMs, 0);

function write(log: RoomLog, said: Said<Colleague>[], from: number, pace: number): void {
  const first = log.messages.length;
  let at = from;
  for (const { speaker, text, gapMs, replyTo, files, cards } of said) {
    at += gapMs * pace;
    const answered = replyTo === undefined ? undefined : log.messages[first + replyTo];
    const message = log.say(speaker, text, Math.round(at), answered);
    Object.assign(message, { fileCount: files.length, cards });
    log.files.push(...files.map((file, index) => ({ ...file, message, place: index + 1 })));
  }
}

/**
 * Sets read marks: most people have read everything, some are a little behind, and nobody is behind their own last
 * message.
 */
function markRead({ plan, colleagues, random }: Making, log: RoomLog): void {
  for (const one of colleagues.filter((colleague) => log.has(colleague))) {
    const behind = plan.behind?.[one.username] ?? (one.username === "dmitry" ? 0 : lagOf(random));
    const ownLast = log.messages.findLast(({ senderId }) => senderId === one.id)?.seq ?? 0;
    log.read(one, Math.max(log.row.seq - behind, ownLast));
  }
}

const lagOf = (random: Random) => (random.next() < 0.6 ? 0 : random.whole(1, 25));
