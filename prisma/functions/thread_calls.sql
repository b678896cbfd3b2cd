-- The unread messages in the threads of a room, but not in its line, that mention a person by name, @here or @all, at most
-- `most` of each.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION thread_calls(person uuid, in_room uuid, from_seq int, most int) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT n.seq FROM mention n
     WHERE n.user_id = person AND n.room_id = in_room AND NOT n.in_line AND n.seq >= from_seq AND n.is_active
       AND n.seq > thread_read_seq(person, in_room, n.thread_id)
     ORDER BY n.seq DESC LIMIT most;
    RETURN QUERY
    SELECT x.seq FROM message x
     WHERE x.room_id = in_room AND x.mention_all AND x.thread_id IS NOT NULL AND NOT x.also_in_room
       AND x.seq >= from_seq AND x.sender_id <> person AND x.deleted_at IS NULL
       AND x.seq > thread_read_seq(person, in_room, x.thread_id)
     ORDER BY x.seq DESC LIMIT most;
END $$;
