-- How many replies of others in a thread a member has not read, and how many of them mention the member, at most `most` of
-- each. A reply that was sent to the room too is read in either place: also by `room_read`, the read mark of the room.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION unread_in_thread(
    person uuid, in_room uuid, root uuid, from_seq int, room_read int, most int,
    OUT unread_count int, OUT mention_count int
)
LANGUAGE plpgsql STABLE
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    SELECT count(*)::int INTO unread_count FROM (
        SELECT 1 FROM message x
         WHERE x.thread_id = root AND x.seq >= from_seq AND x.sender_id <> person AND x.kind = 'user'
           AND x.deleted_at IS NULL AND NOT (x.also_in_room AND x.seq <= room_read)
         ORDER BY x.seq LIMIT most) unread;
    mention_count = 0;
    IF unread_count > 0 THEN
        SELECT count(*)::int INTO mention_count FROM (
            SELECT n.seq FROM mention n
             WHERE n.user_id = person AND n.room_id = in_room AND n.seq >= from_seq AND n.thread_id = root
               AND n.is_active AND NOT (n.in_line AND n.seq <= room_read)
             UNION
            SELECT x.seq FROM message x
             WHERE x.room_id = in_room AND x.mention_all AND x.seq >= from_seq AND x.thread_id = root
               AND x.sender_id <> person AND x.deleted_at IS NULL AND NOT (x.also_in_room AND x.seq <= room_read)
             LIMIT most) called;
    END IF;
END $$;
