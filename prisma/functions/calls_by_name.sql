-- The ids of the messages that mention a person by name or by @here, below `before`, the greatest first.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION calls_by_name(person uuid, before uuid, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT n.message_id FROM mention n
     CROSS JOIN LATERAL (
           SELECT 1 FROM membership m
            WHERE m.room_id = n.room_id AND m.user_id = n.user_id AND n.seq >= m.first_visible_seq OFFSET 0) readable
     WHERE n.user_id = person AND n.is_active AND n.message_id < before
     ORDER BY n.message_id DESC LIMIT most;
END $$;
