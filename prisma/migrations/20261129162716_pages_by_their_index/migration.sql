-- Pages of lists, each read from the end of its index and no further.
--
-- Before PostgreSQL has looked at a table (ANALYZE), it believes that `room_id = …` is a two-hundredth of it. Then gathering
-- all of that and sorting it looks cheaper than going along the index, and a page of a room that was just filled with ten
-- thousand messages read them all. In these functions it may not sort, so that only the index in whose order the page is asked
-- for is left, whatever the statistics say. Each plan is made once for each connection and kept.
--
-- The caller sorts the few rows that come, since a function gives no order to rely on.

-- The messages of a room that changed after a `rev`, the latest; those before `from_seq` are not told.
CREATE FUNCTION changed_messages(in_room uuid, since int, from_seq int, most int) RETURNS SETOF message
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.room_id = in_room AND x.rev > since AND x.seq >= from_seq
     ORDER BY x.rev DESC LIMIT most;
END $$;

-- The pinned messages of a room, the latest pinned.
CREATE FUNCTION pinned_messages(in_room uuid, from_seq int, most int) RETURNS SETOF message
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.* FROM message x
     WHERE x.room_id = in_room AND x.pinned_at IS NOT NULL AND x.seq >= from_seq
     ORDER BY x.pinned_at DESC LIMIT most;
END $$;

-- The ids of the messages that call somebody by name or by @here, below `before`, the greatest.
CREATE FUNCTION calls_by_name(person uuid, before uuid, most int) RETURNS SETOF uuid
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

-- The ids of the messages of one room that call everybody, below `before`, the greatest.
CREATE FUNCTION calls_for_all(in_room uuid, before uuid, from_seq int, not_by uuid, most int) RETURNS SETOF uuid
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

-- The numbers of the messages of one room that call everybody, from `from_seq` on, the first of them.
CREATE FUNCTION seqs_for_all(in_room uuid, from_seq int, not_by uuid, most int) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 5
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT x.seq FROM message x
     WHERE x.room_id = in_room AND x.mention_all AND x.seq >= from_seq
       AND x.sender_id <> not_by AND x.deleted_at IS NULL
     ORDER BY x.seq LIMIT most;
END $$;

-- What somebody has saved and may read, below a version, the latest.
CREATE FUNCTION saved_by(person uuid, before int, most int) RETURNS TABLE (message_id uuid, version int)
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

-- The ids of what happened to people's places in a room, below `before`, the greatest.
CREATE FUNCTION membership_changes(in_room uuid, before uuid, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT c.id FROM membership_change c WHERE c.room_id = in_room AND c.id < before ORDER BY c.id DESC LIMIT most;
END $$;

-- Of those who went, what they had read: receipts ask for it from a message on.
CREATE INDEX "membership_change_kept_idx" ON "membership_change" ("room_id", "seq") WHERE kept IS NOT NULL;
