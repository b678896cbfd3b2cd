-- How many messages of others the line of a room has from `from_seq` on, at most `most`. `not_by` is the reader. A reply in a
-- thread that was sent to the room too is read in either place.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION count_unread(in_room uuid, from_seq int, not_by uuid, most int) RETURNS int
LANGUAGE plpgsql STABLE
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN (SELECT count(*)::int FROM (
        SELECT 1 FROM message x
         WHERE x.room_id = in_room AND (x.thread_id IS NULL OR x.also_in_room) AND x.seq >= from_seq
           AND x.sender_id <> not_by AND x.kind = 'user' AND x.deleted_at IS NULL
           AND (NOT x.also_in_room OR x.seq > thread_read_seq(not_by, in_room, x.thread_id))
         ORDER BY x.seq LIMIT most) unread);
END $$;
