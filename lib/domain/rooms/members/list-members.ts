import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { type Context, query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MemberView, Page } from "@/lib/shared/views";
import { type Membership, Prisma, type User } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../../cursor";
import { cursor, fold, isId, limit, line, reference } from "../../fields";
import { escapeLike } from "../../like";
import { toPersonView, toUserView } from "../../people/user-view";
import { requireMay } from "../access";

const SORTS = ["role", "name", "joined"] as const;
type Sort = (typeof SORTS)[number];

/**
 * Lists a room's members by `sort`: by role (owners first, then moderators, then the others), by name, or by the time
 * at which they joined; equal ones by name. `q` searches names and usernames. For members, and for everyone who may join a listed room. Error: `not_found`.
 */
export const listMembers = query({
  key: "room.members",
  summary: "List a room's members",
  input: z.object({
    room: reference,
    q: line({ max: LIMITS.queryLength }).optional(),
    sort: z.enum(SORTS, { error: `Must be one of ${SORTS.join(", ")}.` }).default("role"),
    cursor,
    limit,
  }),
  authorize: ({ db, me }, { room }) => requireMay(db, me, "see members", room),

  async execute({ db }, { q, sort, cursor, limit }, room): Promise<Page<MemberView>> {
    const page = await readMemberPage(db, room.id, {
      q,
      sort,
      after: decodeCursor(memberCursor(sort), cursor),
      limit: limit + 1,
    });
    const rows = await db.membership.findMany({
      where: { roomId: room.id, userId: { in: page.map(({ userId }) => userId) } },
      include: { user: true, addedBy: true },
    });
    const byId = new Map(rows.map((row) => [row.userId, row]));
    const items = page.slice(0, limit).flatMap(({ userId }) => byId.get(userId) ?? []);
    const last = page.length > limit ? page[limit - 1] : undefined;
    return {
      items: items.map(toMemberView),
      nextCursor: last ? encodeCursor([sort, Number(last.value), last.name, last.userId]) : null,
    };
  },
});

/** Reads a membership: how the person joined, and who added them. `me` is the caller. Error: `not_found`. */
export const readMember = query({
  key: "room.member",
  summary: "Get a person's membership in a room",
  input: z.object({ room: reference, user: reference }),
  async authorize({ db, me }, { room, user }) {
    const { id } = await requireMay(db, me, "see members", room);
    return requireMember(db, me, id, user);
  },
  execute: async (_ctx, _input, row): Promise<MemberView> => toMemberView(row),
});

type MemberPage = { q: string | undefined; sort: Sort; after: MemberCursor | null; limit: number };
type MemberRow = Membership & { user: User; addedBy: User | null };

/** Finds a membership by the person's id, username or `me`. Error: `not_found` for a non-member. */
export async function requireMember(
  db: Db,
  me: Pick<Context["me"], "userId">,
  roomId: string,
  reference: string,
): Promise<MemberRow> {
  const is = reference === "me" ? me.userId : reference;
  const row = await db.membership.findFirst({
    where: { roomId, user: isId(is) ? { id: is } : { usernameKey: fold(is) } },
    include: { user: true, addedBy: true },
  });
  if (!row) throw notFound("This person is not in the room.");
  return row;
}

const memberCursor = (sort: Sort) =>
  z
    .tuple([z.literal(sort), cursorValue.bigNumber, cursorValue.name, cursorValue.id])
    .transform(([, value, name, userId]) => ({ value, name, userId }));
type MemberCursor = z.output<ReturnType<typeof memberCursor>>;

/** The values by which members are ordered before their names, over `m`, the membership. */
const VALUES: Record<Sort, Prisma.Sql> = {
  role: Prisma.sql`(CASE m.role WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END)::bigint`,
  name: Prisma.sql`0::bigint`,
  joined: Prisma.sql`(extract(epoch FROM m.joined_at) * 1000000)::bigint`,
};

/**
 * Reads a page of members, ordered by a value and by name. A person whose name changes between two pages may come twice or
 * not at all.
 */
function readMemberPage(
  db: Db,
  roomId: string,
  { q = "", sort, after, limit }: MemberPage,
): Promise<MemberCursor[]> {
  const value = VALUES[sort];
  const name = Prisma.sql`lower(u.display_name)`;
  const pattern = `%${escapeLike(fold(q))}%`;
  const sought = Prisma.sql`(${name} LIKE ${pattern} OR u.username_key LIKE ${pattern})`;
  const next = Prisma.sql`(${value}, ${name}, u.id) > (${after?.value}::bigint, ${after?.name}, ${after?.userId}::uuid)`;
  return db.$queryRaw<MemberCursor[]>`
    SELECT u.id AS "userId", ${value} AS value, ${name} AS name
      FROM membership m JOIN "user" u ON u.id = m.user_id
     WHERE m.room_id = ${roomId}::uuid AND ${q ? sought : Prisma.sql`true`} AND ${after ? next : Prisma.sql`true`}
     ORDER BY 2, 3, 1 LIMIT ${limit}`;
}

/** Converts a membership for people who may see the members. */
export function toMemberView({ user, addedBy, ...row }: MemberRow): MemberView {
  return {
    user: toUserView(user),
    role: row.role,
    joinedAt: row.joinedAt.toISOString(),
    entry: row.entry,
    addedBy: addedBy && toPersonView(addedBy),
    lastReadSeq: row.receiptSeq,
    lastDeliveredSeq: row.lastDeliveredSeq,
  };
}
