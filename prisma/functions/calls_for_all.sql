-- The ids of the messages of a room that mention everybody, below `before`, the greatest first.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION calls_for_all(in_room uuid, before uuid, from_seq int, not_by uuid, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.id FROM message x
     WHERE x.room_id = in_room AND x.mention_all AND x.id < before
       AND x.seq >= from_seq AND x.sender_id <> not_by AND x.deleted_at IS NULL
     ORDER BY x.id DESC LIMIT most;
END $$;
