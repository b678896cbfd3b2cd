-- The messages of a room that changed after a `rev`, the latest first; none before `from_seq`.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION changed_messages(in_room uuid, since int, from_seq int, most int) RETURNS SETOF message
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.room_id = in_room AND x.rev > since AND x.seq >= from_seq
     ORDER BY x.rev DESC LIMIT most;
END $$;
