-- What a person saved and may read, below a version, the latest first.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION saved_by(person uuid, before int, most int) RETURNS TABLE (message_id uuid, version int)
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT s.message_id, s.version FROM saved_message s
     CROSS JOIN LATERAL (
           SELECT x.room_id, x.seq FROM message x WHERE x.id = s.message_id AND x.deleted_at IS NULL OFFSET 0) x
     CROSS JOIN LATERAL (
           SELECT 1 FROM membership m
            WHERE m.room_id = x.room_id AND m.user_id = person AND x.seq >= m.first_visible_seq OFFSET 0) readable
     WHERE s.user_id = person AND s.version < before
     ORDER BY s.version DESC LIMIT most;
END $$;
