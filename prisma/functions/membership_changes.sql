-- The ids of the changes of memberships in a room, below `before`, the greatest first.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION membership_changes(in_room uuid, before uuid, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT c.id FROM membership_change c WHERE c.room_id = in_room AND c.id < before ORDER BY c.id DESC LIMIT most;
END $$;
