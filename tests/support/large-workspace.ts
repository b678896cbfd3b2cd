import { v7 as uuid } from "uuid";
import { db } from "@/lib/platform/database/db";
import { type Person, person } from "./world";

/** Size of the workspace. `mine` is the number of rooms that its main person is in. */
type Size = { people: number; rooms: number; mine: number; messages: number };

/** A person in a large workspace, and the room that everybody is in. */
type LargeWorkspace = { me: Person; square: string };

/**
 * Makes a large workspace by a handful of statements: people, open rooms of which one person is in some, one of these
 * that everybody is in, and in each room the same number of messages, all of them unread.
 */
export async function largeWorkspace({ people, rooms, mine, messages }: Size): Promise<LargeWorkspace> {
  const me = await person("Mia");
  const square = uuid();
  await makePeople(me, people);
  await makeRooms(me, { square, rooms });
  await enterRooms(me, { square, mine });
  await makeMessages(me, messages);
  await db().$executeRaw`
    UPDATE room r SET member_count = (SELECT count(*) FROM membership m WHERE m.room_id = r.id)
     WHERE r.created_by_id = ${me.userId}::uuid`;
  await db().$executeRaw`ANALYZE`;
  return { me, square };
}

/** Usernames begin with the crowd's own, so that there may be several crowds in one database. */
const makePeople = ({ username }: Person, people: number) => db().$executeRaw`
  INSERT INTO "user" (id, username, username_key, display_name)
  SELECT gen_random_uuid(), ${username} || '.' || n, ${username} || '.' || n, 'Person ' || n
    FROM generate_series(1, ${people}::int) n`;

const makeRooms = ({ userId, username }: Person, { square, rooms }: { square: string; rooms: number }) => db()
  .$executeRaw`
  INSERT INTO room (id, kind, name, name_key, rev, created_by_id, active_at)
  SELECT CASE n WHEN 1 THEN ${square}::uuid ELSE gen_random_uuid() END, 'open', name, name, 1, ${userId}::uuid,
         now() - n * interval '1 minute'
    FROM generate_series(1, ${rooms}::int) n, LATERAL (SELECT ${username} || ' room ' || n AS name) named`;

/** The square has everybody; every other room has one of the people, and the first of them have the crowd's person. */
async function enterRooms(
  { userId, username }: Person,
  { square, mine }: { square: string; mine: number },
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO membership (room_id, user_id) SELECT ${square}::uuid, id FROM "user"
     WHERE starts_with(username_key, ${`${username}.`})`;
  await db().$executeRaw`
    INSERT INTO membership (room_id, user_id)
    SELECT r.id, u.id FROM room r JOIN "user" u ON u.username_key = ${`${username}.1`}
     WHERE r.created_by_id = ${userId}::uuid AND r.id <> ${square}::uuid`;
  await db().$executeRaw`
    INSERT INTO membership (room_id, user_id, role)
    SELECT id, ${userId}::uuid, 'owner' FROM room WHERE created_by_id = ${userId}::uuid
     ORDER BY active_at DESC LIMIT ${mine}`;
}

/** Number of senders: with one alone the planner would assume that nobody else ever sends. */
const SENDERS = 10;

async function makeMessages({ userId, username }: Person, messages: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, text, client_id)
    SELECT gen_random_uuid(), r.id, n, n + 1, u.id, 'Message ' || n || ' of ' || r.name, gen_random_uuid()::text
      FROM generate_series(1, ${messages}::int) n, room r, "user" u
     WHERE r.created_by_id = ${userId}::uuid AND u.username_key = ${username} || '.' || (1 + n % ${SENDERS}::int)`;
  await db().$executeRaw`
    UPDATE room SET seq = ${messages}::int, rev = ${messages}::int + 1 WHERE created_by_id = ${userId}::uuid`;
}

/** The first of the people says that many things more in the square. */
export async function sendMany({ me, square }: LargeWorkspace, many: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, text, client_id)
    SELECT gen_random_uuid(), r.id, r.seq + n, r.rev + n, u.id, 'And ' || n, gen_random_uuid()::text
      FROM generate_series(1, ${many}::int) n, room r, "user" u
     WHERE r.id = ${square}::uuid AND u.username_key = ${me.username} || '.1'`;
  await db().$executeRaw`
    UPDATE room SET seq = seq + ${many}::int, rev = rev + ${many}::int WHERE id = ${square}::uuid`;
  await db().$executeRaw`ANALYZE message`;
}
