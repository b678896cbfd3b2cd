-- The files in the messages of a room below the number `before`, the latest first: at most `most`. `in_kind`, `by_sender` and
-- `pattern`, a LIKE pattern of `file.search_key`, leave others out; NULL leaves out none.
--
-- It looks at `examined` files and no more, so that a search for something rare costs no more than another one. Where it stops
-- before the end, the last row has no `file_id`, and the number down to which it looked.
--
-- It reads from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The caller
-- sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION files_of_room(
    in_room uuid, from_seq int, before bigint, in_kind text, by_sender uuid, pattern text, most int, examined int
) RETURNS TABLE (number bigint, message_id uuid, file_id uuid)
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    candidates refcursor;
    one attachment;
    looked int = 0;
    matched int = 0;
BEGIN
    -- One branch for each index: a condition that may be NULL cannot choose one.
    IF by_sender IS NOT NULL THEN
        OPEN candidates FOR SELECT a.* FROM attachment a
         WHERE a.room_id = in_room AND a.sender_id = by_sender AND a.number < before ORDER BY a.number DESC;
    ELSIF in_kind IS NOT NULL THEN
        OPEN candidates FOR SELECT a.* FROM attachment a
         WHERE a.room_id = in_room AND a.kind = in_kind AND a.number < before ORDER BY a.number DESC;
    ELSE
        OPEN candidates FOR SELECT a.* FROM attachment a
         WHERE a.room_id = in_room AND a.number < before ORDER BY a.number DESC;
    END IF;
    LOOP
        number = one.number;
        FETCH candidates INTO one;
        EXIT WHEN one.number IS NULL OR one.seq < from_seq;
        IF looked = examined THEN
            message_id = NULL;
            file_id = NULL;
            RETURN NEXT;
            EXIT;
        END IF;
        looked = looked + 1;
        CONTINUE WHEN one.kind <> in_kind;
        IF pattern IS NOT NULL THEN
            PERFORM 1 FROM file x WHERE x.id = one.file_id AND x.search_key LIKE pattern;
            CONTINUE WHEN NOT FOUND;
        END IF;
        matched = matched + 1;
        number = one.number;
        message_id = one.message_id;
        file_id = one.file_id;
        RETURN NEXT;
        EXIT WHEN matched = most;
    END LOOP;
    CLOSE candidates;
END $$;
