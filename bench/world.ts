import { randomUUID } from "node:crypto";
import type pg from "pg";
import { signAccessToken } from "@/lib/domain/accounts/sessions/access-token";

/** A person with an account and a session. */
export type BenchPerson = { userId: string; sessionId: string; token: string };

/** Makes people directly in the database, because the doors would hash a password for each. */
export async function makePeople(db: pg.Client, count: number): Promise<BenchPerson[]> {
  const ids = Array.from({ length: count }, () => ({ userId: randomUUID(), sessionId: randomUUID() }));
  const users = ids.map(({ userId }) => userId);
  await db.query(
    "INSERT INTO workspace (id, name, registration) VALUES (1, 'Bench', 'open') ON CONFLICT DO NOTHING",
  );
  await db.query(
    `INSERT INTO "user" (id, username, username_key, display_name)
     SELECT id, 'p' || left(id::text, 8) || n, 'p' || left(id::text, 8) || n, 'Person ' || lpad(n::text, 4, '0')
       FROM unnest($1::uuid[]) WITH ORDINALITY AS u (id, n)`,
    [users],
  );
  await db.query(
    `INSERT INTO session (id, user_id, expires_at)
     SELECT s, u, now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS x (s, u)`,
    [ids.map(({ sessionId }) => sessionId), users],
  );
  return Promise.all(ids.map(async (claim) => ({ ...claim, token: await signAccessToken(claim) })));
}

/** Makes open rooms with these members. */
export async function makeRooms(db: pg.Client, members: BenchPerson[][]): Promise<string[]> {
  const roomIds = members.map(() => randomUUID());
  for (const [index, people] of members.entries()) {
    const owner = people[0]?.userId;
    await db.query(
      `INSERT INTO room (id, kind, name, name_key, rev, room_rev, member_version, member_count, created_by_id)
       VALUES ($1, 'open', $2, $2, 1, 1, 1, $3, $4)`,
      [roomIds[index], `room ${roomIds[index]?.slice(0, 8)}`, people.length, owner],
    );
    await db.query(
      `INSERT INTO membership (room_id, user_id, role)
       SELECT $1, u, (CASE WHEN u = $3::uuid THEN 'owner' ELSE 'member' END)::room_role FROM unnest($2::uuid[]) AS u`,
      [roomIds[index], people.map(({ userId }) => userId), owner],
    );
  }
  await db.query("ANALYZE");
  return roomIds;
}
