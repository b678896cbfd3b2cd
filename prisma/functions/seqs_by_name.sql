-- The numbers of the messages in the line of a room, and not read in a thread, that mention a person by name or by @here, from `from_seq` on, the first of them.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION seqs_by_name(person uuid, in_room uuid, from_seq int, most int) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 5
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT n.seq FROM mention n
     WHERE n.user_id = person AND n.room_id = in_room AND n.seq >= from_seq AND n.is_active
       AND n.in_line AND (n.thread_id IS NULL OR n.seq > thread_read_seq(person, in_room, n.thread_id))
     ORDER BY n.seq LIMIT most;
END $$;
