import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { MemberView, Page } from "@/lib/shared/views";
import { cursor, isId, limit, reference } from "../fields";
import { toUserView } from "../people/user-view";
import { requireMembership } from "./access";

/** Who is in a room, for those in it. Error: `not_found`. */
export const listMembers = query({
  key: "room.members",
  summary: "Who is in a room",
  input: z.object({ room: reference, cursor, limit }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute({ db }, { cursor, limit }, room): Promise<Page<MemberView>> {
    const rows = await db.membership.findMany({
      where: { roomId: room.id, ...(cursor && isId(cursor) && { userId: { gt: cursor } }) },
      include: { user: true },
      orderBy: { userId: "asc" },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(({ user, role, joinedAt, receiptSeq, lastDeliveredSeq }) => ({
      user: toUserView(user),
      role,
      joinedAt: joinedAt.toISOString(),
      lastReadSeq: receiptSeq,
      lastDeliveredSeq,
    }));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.user.id ?? null) : null };
  },
});
