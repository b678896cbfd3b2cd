-- The threads that a person follows and may read, with what is unread in them, the latest reply first, below a place: the
-- list, the counts and the state of one thread (`only_root`, also where the person does not follow it) come from here, so
-- that they agree.
--
-- They follow what they chose or came into (thread_follow), and without a choice every thread of a conversation, and of a
-- room of which they follow all threads. Of those, replies count that came after they chose so (`follow_threads_from`).
--
-- Times are of whole milliseconds: a cursor has no more, and one commit's replies have one time.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION threads_of(
    person uuid, only_root uuid, in_room uuid, only_unread boolean, before_at timestamptz, before_id uuid, most int
) RETURNS TABLE (
    root_id uuid, room_id uuid, last_read_seq int, is_followed boolean, last_seq int, last_at timestamptz,
    unread_count int, mention_count int
)
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT t.root_id, t.room_id, t.last_read_seq, t.is_followed, t.last_seq, t.last_at, u.unread_count, u.mention_count
      FROM (SELECT c.root_id, c.room_id, c.last_read_seq, c.is_followed, x.thread_last_seq AS last_seq,
                   x.thread_last_at AS last_at, m.first_visible_seq, m.last_read_seq AS room_read
              FROM (SELECT f.root_id, f.room_id, f.last_read_seq, true AS is_followed
                      FROM thread_follow f
                     WHERE only_root IS NULL AND f.user_id = person AND f.is_followed
                       AND (in_room IS NULL OR f.room_id = in_room)
                     UNION ALL
                    SELECT x.id, m.room_id,
                           greatest(coalesce(f.last_read_seq, m.threads_read_seq),
                                    CASE WHEN NOT r.is_conversation THEN m.follow_threads_from - 1 END), true
                      FROM membership m
                     CROSS JOIN LATERAL (
                           SELECT r.thread_seq, r.seq, r.kind IN ('group', 'direct') AS is_conversation
                             FROM room r WHERE r.id = m.room_id OFFSET 0) r
                     CROSS JOIN LATERAL (
                           SELECT x.id FROM message x
                            WHERE x.room_id = m.room_id AND x.thread_count > 0
                              AND x.thread_last_seq >= CASE WHEN r.is_conversation THEN 1 ELSE m.follow_threads_from END
                           OFFSET 0) x
                      LEFT JOIN LATERAL (
                           SELECT y.is_followed, y.last_read_seq FROM thread_follow y
                            WHERE y.user_id = person AND y.root_id = x.id OFFSET 0) f ON true
                     WHERE only_root IS NULL AND m.user_id = person AND (in_room IS NULL OR m.room_id = in_room)
                       AND (r.is_conversation OR m.follow_threads_from IS NOT NULL) AND f.is_followed IS NULL
                     UNION ALL
                    SELECT x.id, x.room_id,
                           greatest(coalesce(f.last_read_seq, m.threads_read_seq),
                                    CASE WHEN f.is_followed IS NULL AND r.kind NOT IN ('group', 'direct')
                                          AND x.thread_last_seq >= m.follow_threads_from
                                         THEN m.follow_threads_from - 1 END),
                           coalesce(f.is_followed, x.thread_count > 0
                                    AND (r.kind IN ('group', 'direct') OR x.thread_last_seq >= m.follow_threads_from), false)
                      FROM (SELECT y.* FROM message y WHERE y.id = only_root AND y.thread_id IS NULL OFFSET 0) x
                     CROSS JOIN LATERAL (SELECT y.kind FROM room y WHERE y.id = x.room_id OFFSET 0) r
                     CROSS JOIN LATERAL (
                           SELECT y.threads_read_seq, y.follow_threads_from FROM membership y
                            WHERE y.room_id = x.room_id AND y.user_id = person OFFSET 0) m
                      LEFT JOIN LATERAL (
                           SELECT y.is_followed, y.last_read_seq FROM thread_follow y
                            WHERE y.user_id = person AND y.root_id = x.id OFFSET 0) f ON true) c
             CROSS JOIN LATERAL (
                   SELECT y.first_visible_seq, y.last_read_seq FROM membership y
                    WHERE y.room_id = c.room_id AND y.user_id = person OFFSET 0) m
             CROSS JOIN LATERAL (
                   SELECT y.seq, y.thread_count, y.thread_last_seq,
                          date_trunc('milliseconds', y.thread_last_at) AS thread_last_at
                     FROM message y WHERE y.id = c.root_id OFFSET 0) x
             WHERE x.seq >= m.first_visible_seq
               AND (only_root IS NOT NULL
                    OR (x.thread_count > 0 AND (x.thread_last_at, c.root_id) < (before_at, before_id)
                        AND (NOT only_unread OR x.thread_last_seq > c.last_read_seq)))
             ORDER BY x.thread_last_at DESC, c.root_id DESC OFFSET 0) t
     CROSS JOIN LATERAL unread_in_thread(
           person, t.room_id, t.root_id, greatest(t.last_read_seq + 1, t.first_visible_seq), t.room_read, 100) u
     WHERE NOT only_unread OR u.unread_count > 0
     LIMIT most;
END $$;
