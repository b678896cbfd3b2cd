-- The messages of a room's line around `pivot`: the latest `older` up to it, and the first `newer` after it, none before
-- `from_seq`. Replies in threads are not among them, unless they were sent to the room too.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION line_around(in_room uuid, from_seq int, pivot int, older int, newer int) RETURNS SETOF message
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.room_id = in_room AND (x.thread_id IS NULL OR x.also_in_room) AND x.seq BETWEEN from_seq AND pivot
     ORDER BY x.seq DESC LIMIT older;
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.room_id = in_room AND (x.thread_id IS NULL OR x.also_in_room) AND x.seq > pivot AND x.seq >= from_seq
     ORDER BY x.seq LIMIT newer;
END $$;
