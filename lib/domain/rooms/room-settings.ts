import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { notify } from "@/lib/shared/schemas";
import type { MyRoomView } from "@/lib/shared/views";
import { futureTime, reference } from "../fields";
import { requireMembership } from "./access";
import { readMyRoom } from "./create-room";
import { publishMyRoom } from "./publish-my-room";

/**
 * Changes the caller's own settings in a room; absent fields stay. `notify: "default"` lets the room follow the caller's
 * notification settings. `mutedUntil` is a future time, in the year 9999 for ever; null ends the mute. `followThreads` follows
 * every thread of the room that gets a reply from now on. `repliesInRoom` shows replies among the room's messages, where
 * reading the room reads them. Unread messages of a muted room are counted all the same. The caller's other devices are
 * updated, unless nothing changed. Error: `not_found`.
 */
export const setRoomSettings = operation({
  key: "room.set-own",
  summary: "Update my settings in a room",
  input: z.object({
    room: reference,
    notify: z
      .enum([...notify.options, "default"], {
        error: "Must be everything, mentions, keywords, nothing or default.",
      })
      .optional(),
    mutedUntil: futureTime.nullable().optional(),
    isStarred: z.boolean({ error: "Must be true or false." }).optional(),
    followThreads: z.boolean({ error: "Must be true or false." }).optional(),
    repliesInRoom: z.boolean({ error: "Must be true or false." }).optional(),
  }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute(ctx, given, room): Promise<MyRoomView> {
    const { notify, mutedUntil, isStarred, followThreads, repliesInRoom } = given;
    const moved = await ctx.db.$executeRaw`
      UPDATE membership m SET notify = wish.notify, muted_until = wish.muted_until, starred_at = wish.starred_at,
                            follow_threads_from = wish.follow_threads_from,
                            replies_in_room = wish.replies_in_room
        FROM (SELECT room_id, user_id,
                     CASE WHEN ${notify === undefined} THEN notify ELSE nullif(${notify}::text, 'default')::notify END
                       AS notify,
                     CASE WHEN ${mutedUntil === undefined} THEN muted_until ELSE ${mutedUntil}::timestamptz END
                       AS muted_until,
                     CASE ${isStarred}::boolean WHEN true THEN coalesce(starred_at, now()) WHEN false THEN NULL
                       ELSE starred_at END AS starred_at,
                     CASE ${followThreads}::boolean WHEN true THEN coalesce(follow_threads_from, ${room.seq + 1}::int)
                       WHEN false THEN NULL ELSE follow_threads_from END AS follow_threads_from,
                     coalesce(${repliesInRoom}::boolean, replies_in_room) AS replies_in_room
                FROM membership WHERE room_id = ${room.id}::uuid AND user_id = ${ctx.me.userId}::uuid
                FOR NO KEY UPDATE) wish
       WHERE m.room_id = wish.room_id AND m.user_id = wish.user_id
         AND (m.notify, m.muted_until, m.starred_at, m.follow_threads_from, m.replies_in_room)
             IS DISTINCT FROM (wish.notify, wish.muted_until, wish.starred_at, wish.follow_threads_from,
                               wish.replies_in_room)`;
    if (moved > 0) await publishMyRoom(ctx, room.id, [ctx.me.userId]);
    const mine = await readMyRoom(ctx, room.id);
    if (mine.role === null) throw notFound("Room not found.");
    return mine;
  },
});
