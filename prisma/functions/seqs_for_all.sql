-- The numbers of the messages in the line of a room, and not read in a thread, that mention everybody, from `from_seq` on,
-- the first of them. `not_by` is the reader.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION seqs_for_all(in_room uuid, from_seq int, not_by uuid, most int) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 5
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.seq FROM message x
     WHERE x.room_id = in_room AND x.mention_all AND x.seq >= from_seq
       AND x.sender_id <> not_by AND x.deleted_at IS NULL
       AND (x.thread_id IS NULL OR (x.also_in_room AND x.seq > thread_read_seq(not_by, in_room, x.thread_id)))
     ORDER BY x.seq LIMIT most;
END $$;
