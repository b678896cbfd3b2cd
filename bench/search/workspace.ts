import { randomUUID } from "node:crypto";
import type pg from "pg";
import { signAccessToken } from "@/lib/domain/accounts/sessions/access-token";
import { Rng } from "@/tests/support/random";
import type { BenchPerson } from "../world";
import { copyIn } from "./copy-in";

const PEOPLE = 2_000;
const ROOMS = 500;
/** Of this many rooms the searcher is in one: in 60 of them. */
const EVERY = 8;
const MINE = 60;

export type Member = { id: string; username: string };
export type Room = { id: string; name: string; members: Member[] };

/** Rooms in the order of their sizes. The first of the people searches. */
export type Workspace = { rooms: Room[]; people: Member[] };

/** A person with a session, and the rooms that they are in. */
export type Actor = BenchPerson & { roomIds: string[] };

const GIVEN =
  "anna boris clara dmitri elena felix galina hugo irina jan karina leon maria nikita olga pavel".split(" ");
const FAMILY = "kovaleva smith ivanov weber petrova garcia orlov martin sokolova tanaka".split(" ");
const TOPICS = "backend frontend design sales support finance random release office hiring".split(" ");

/** Makes an id from chance, so that each run has the same ids. */
export const idFrom = (rng: Rng, prefix = hex(rng, 12)): string => {
  const rest = hex(rng, 18);
  return `${prefix.slice(0, 8)}-${prefix.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`;
};

const hex = (rng: Rng, length: number): string =>
  Array.from({ length: Math.ceil(length / 6) }, () =>
    rng
      .below(2 ** 24)
      .toString(16)
      .padStart(6, "0"),
  )
    .join("")
    .slice(0, length);

/** Makes 2,000 people, 500 rooms and their members. The searcher is in each eighth room, the largest one included. */
export async function makeWorkspace(db: pg.Client): Promise<Workspace> {
  const workspace = planWorkspace();
  await writeRows(db, workspace);
  return workspace;
}

function planWorkspace(): Workspace {
  const rng = new Rng(1);
  const people = Array.from({ length: PEOPLE }, (_, n): Member => {
    const name = `${GIVEN[n % GIVEN.length]}.${FAMILY[n % FAMILY.length]}`;
    return { id: idFrom(rng), username: `${name}${n}` };
  });
  const rooms = Array.from({ length: ROOMS }, (_, n) => ({
    id: idFrom(rng),
    name: `${TOPICS[n % TOPICS.length]}-${n}`,
    members: membersOf(n, people),
  }));
  return { rooms, people };
}

/** The larger a room, the more members: 600 in the first, 50 in the last. */
function membersOf(room: number, people: Member[]): Member[] {
  const [searcher, ...others] = people as [Member, ...Member[]];
  const count = Math.round(600 / (room + 1) ** 0.4);
  const members = Array.from({ length: count }, (_, n) => others[(room * 37 + n * 3) % others.length]!);
  const isMine = room % EVERY === 0 && room < EVERY * MINE;
  return isMine ? members.toSpliced(3, 0, searcher) : members;
}

/** Links get no cards, which would be fetched from the Internet. */
async function writeRows(db: pg.Client, { people, rooms }: Workspace): Promise<void> {
  await db.query(
    "INSERT INTO workspace (id, name, registration, link_cards) VALUES (1, 'Bench', 'open', false)",
  );
  await copyIn(
    db,
    '"user" (id, username, username_key, display_name)',
    people.map(({ id, username }) => [id, username, username, username.replace(".", " ")]),
  );
  await copyIn(
    db,
    "room (id, kind, name, name_key, rev, room_rev, member_version, member_count, created_by_id)",
    rooms.map(({ id, name, members }) => [id, "open", name, name, 1, 1, 1, members.length, members[0]!.id]),
  );
  await copyIn(
    db,
    "membership (room_id, user_id)",
    rooms.flatMap((room) => room.members.map(({ id }) => [room.id, id])),
  );
}

/** Gives the first people sessions. Their tokens live half an hour. */
export async function signIn(db: pg.Client, { people, rooms }: Workspace, count: number): Promise<Actor[]> {
  const claims = people.slice(0, count).map(({ id }) => ({ userId: id, sessionId: randomUUID() }));
  const tomorrow = new Date(Date.now() + 86_400_000);
  await copyIn(
    db,
    "session (id, user_id, expires_at)",
    claims.map(({ sessionId, userId }) => [sessionId, userId, tomorrow]),
  );
  return Promise.all(
    claims.map(async (claim) => ({
      ...claim,
      token: await signAccessToken(claim),
      roomIds: rooms
        .filter(({ members }) => members.some(({ id }) => id === claim.userId))
        .map(({ id }) => id),
    })),
  );
}
