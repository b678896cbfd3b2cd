-- The messages of a thread around `pivot`, as line_around has those of a room. The root is the first of them.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION thread_around(root uuid, from_seq int, pivot int, older int, newer int) RETURNS SETOF message
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    found int;
BEGIN
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.thread_id = root AND x.seq BETWEEN from_seq AND pivot ORDER BY x.seq DESC LIMIT older;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.id = root AND x.seq >= from_seq AND CASE WHEN x.seq <= pivot THEN found < older ELSE newer > 0 END;
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.thread_id = root AND x.seq > pivot AND x.seq >= from_seq ORDER BY x.seq LIMIT newer;
END $$;
