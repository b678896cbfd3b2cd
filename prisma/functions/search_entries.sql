-- Messages that match a search and that the reader may read, newest first: at most `most`. With `in_files` files in such
-- messages, each with its number; messages have the number 0.
--
-- An entry matches if it has all tokens of `must`, and of each array in `any_of` one token; if it has no token of
-- `none_of`; if it does not have all tokens of any array in `none_of_all`; and if its time is in none of `not_during`.
-- `conditions` are names of facts that tokens do not have, each with whether it must be true: saved, pinned, reaction,
-- thread, unread.
--
-- The index is asked for the newest `first_span` of time first, then for more, as often as it takes to find `most`. Each is as
-- long as the density of matches in the one before suggests. So a word that every message has costs as much as a rare one.
-- When `budget` milliseconds are over, the last row has no seq, and the time down to which everything was found.
--
-- Where all that is older since `oldest`, about the time of the first entry, has few matches by that density, one look takes
-- it. It does not ask for spans: for each message with the words the index would look at every one of them, which costs
-- more than to read the message's entry.
--
-- Facts that tokens do not have are looked up in each message with the words. So their spans grow fourfold at most, and the
-- budget can end the search between two of them.
--
-- Rooms of the reader are tokens too, so that the index leaves out other rooms. Who reads from hundreds of rooms does
-- without them; `membership` decides in any case.
CREATE OR REPLACE FUNCTION search_entries(
    reader uuid, must int[], any_of jsonb, none_of int[], none_of_all jsonb, conditions jsonb, in_rooms uuid[],
    after_time timestamptz, before_time timestamptz, not_during tstzrange[], last_at timestamptz, last_room uuid, last_seq int, last_number bigint,
    most int, budget int, first_span interval, oldest timestamptz, in_files boolean
) RETURNS TABLE (room_id uuid, seq int, number bigint, sent_at timestamptz)
LANGUAGE plpgsql VOLATILE
SET enable_seqscan = off SET work_mem = '32MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
    started timestamptz := clock_timestamp();
    matching text := '';
    facts text := '';
    -- The few messages that are saved or pinned, where the search is for these: they are looked up one by one.
    few text := '';
    statement text;
    one jsonb;
    fact text;
    upper timestamptz := least(before_time, last_at + interval '1 microsecond', now() + interval '1 day');
    lower timestamptz;
    span interval := first_span;
    all_time CONSTANT interval := interval '1000 years';
    covered interval := '0';
    found int := 0;
    added int;
BEGIN
    IF cardinality(must) > 0 THEN
        matching := format(' AND e.tokens @> %L::int[]', must);
    END IF;
    FOR one IN SELECT value FROM jsonb_array_elements(any_of) LOOP
        matching := matching || format(' AND e.tokens && %L::int[]', translate(one::text, '[]', '{}'));
    END LOOP;
    IF cardinality(none_of) > 0 THEN
        matching := matching || format(' AND NOT e.tokens && %L::int[]', none_of);
    END IF;
    FOR one IN SELECT value FROM jsonb_array_elements(none_of_all) LOOP
        matching := matching || format(' AND NOT e.tokens @> %L::int[]', translate(one::text, '[]', '{}'));
    END LOOP;
    IF cardinality(not_during) > 0 THEN
        matching := matching || format(' AND NOT e.sent_at <@ ANY (%L::tstzrange[])', not_during);
    END IF;
    FOR fact, one IN SELECT key, value FROM jsonb_each(conditions) LOOP
        facts := facts || CASE WHEN one = 'false' THEN ' AND NOT (' ELSE ' AND (' END || CASE fact
            WHEN 'saved' THEN 'EXISTS (SELECT 1 FROM saved_message s WHERE s.user_id = $1 AND s.message_id = x.id)'
            WHEN 'pinned' THEN 'x.pinned_at IS NOT NULL'
            WHEN 'reaction' THEN 'x.reactions <> ''[]'''
            WHEN 'thread' THEN 'x.thread_id IS NOT NULL OR x.thread_count > 0'
            WHEN 'unread' THEN $unread$x.sender_id <> $1
                AND (x.thread_id IS NULL OR e.seq > thread_read_seq($1, x.room_id, x.thread_id))
                AND (e.seq > m.last_read_seq OR NOT (x.thread_id IS NULL OR x.also_in_room))$unread$
        END || ')';
    END LOOP;
    IF conditions @> '{"saved": true}' THEN
        few := $few$(SELECT x.room_id, x.seq FROM saved_message s
                      CROSS JOIN LATERAL (SELECT y.* FROM message y WHERE y.id = s.message_id OFFSET 0) x
                      WHERE s.user_id = $1)$few$;
    ELSIF conditions @> '{"pinned": true}' THEN
        few := $few$(SELECT x.room_id, x.seq FROM membership p
                      CROSS JOIN LATERAL (SELECT y.* FROM message y
                                           WHERE y.room_id = p.room_id AND y.pinned_at IS NOT NULL OFFSET 0) x
                      WHERE p.user_id = $1)$few$;
    END IF;
    IF few <> '' THEN
        few := few || ' few CROSS JOIN LATERAL';
        matching := matching || ' AND e.room_id = few.room_id AND e.seq = few.seq';
        span := all_time;
    END IF;
    statement := format($query$
        SELECT e.room_id, e.seq, e.number, e.sent_at
          FROM %s (SELECT e.room_id, e.seq, %s AS number, e.sent_at FROM %I e
                 WHERE e.tokens && $2 AND e.sent_at >= $3 AND e.sent_at < $4 %s OFFSET 0) e
          JOIN membership m ON m.user_id = $1 AND m.room_id = e.room_id AND e.seq >= m.first_visible_seq
               AND ($5 IS NULL OR m.room_id = ANY ($5)) %s
         WHERE ($6 IS NULL OR (e.sent_at, e.room_id, e.seq, e.number) < ($6, $7, $8, $9)) %s
         ORDER BY e.sent_at DESC, e.room_id DESC, e.seq DESC, e.number DESC LIMIT $10$query$,
        few,
        CASE WHEN in_files THEN 'e.number' ELSE '0::bigint' END,
        CASE WHEN in_files THEN 'file_search' ELSE 'message_search' END,
        matching,
        CASE WHEN facts <> '' THEN
            'CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.room_id = e.room_id AND x.seq = e.seq OFFSET 0) x'
        END,
        facts);

    LOOP
        lower := greatest(after_time, upper - span, timestamptz '1970-01-01Z');
        RETURN QUERY EXECUTE CASE WHEN span = all_time AND after_time IS NULL
                                  THEN replace(statement, 'e.tokens && $2 AND ', '') ELSE statement END
            USING reader, search_times(lower, upper), lower, upper, in_rooms, last_at, last_room, last_seq,
                  last_number, most - found;
        GET DIAGNOSTICS added = ROW_COUNT;
        found := found + added;
        EXIT WHEN found >= most OR lower <= greatest(after_time, timestamptz '1970-01-01Z');
        covered := covered + (upper - lower);
        upper := lower;
        IF extract(epoch FROM clock_timestamp() - started) * 1000 > budget THEN
            RETURN QUERY SELECT NULL::uuid, NULL::int, NULL::bigint, upper;
            EXIT;
        END IF;
        span := CASE WHEN facts <> '' THEN covered * least(greatest(1.2 * (most - found) / greatest(found, 1), 0.5), 4)
                     WHEN greatest(added, 3) * extract(epoch FROM upper - oldest) / extract(epoch FROM span)
                          <= 3 * (most - found) THEN all_time
                     ELSE span * least(greatest(1.2 * (most - found) / greatest(added, 1), 0.5), 15) END;
    END LOOP;
END $$;
