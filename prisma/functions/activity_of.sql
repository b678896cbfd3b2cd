-- The lines of a person's Activity below a place, the latest first: what they may read now and what still holds. A person
-- who left the room, a deleted message, a name that an edit took out and a reaction that was taken back have no line.
--
-- `kind` is the one asked for, or the first that holds. A line is unread until its message was read in the room, a
-- reply in a thread until it was read there, or it was marked as read; reactions, until the mark is newer than all of them. In a muted room only mentions are unread, as in the
-- sidebar. A person who turned reactions off sees them, and has none unread.
--
-- It reads a page from one end of an index; docs/architecture.md, "How are lists read?", has the reason of its settings. The
-- caller sorts the rows, since a function promises no order.
CREATE OR REPLACE FUNCTION activity_of(
    person uuid, before_at timestamptz, before_id uuid, only_kind text, only_unread boolean, most int
) RETURNS TABLE (
    subject_id uuid, kind text, keyword text, at timestamptz, room_id uuid, message_id uuid, seq int,
    by_id uuid, is_unread boolean, thread_id uuid
)
LANGUAGE plpgsql STABLE ROWS 50
SET enable_sort = off SET enable_incremental_sort = off SET enable_bitmapscan = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    counts_reactions boolean := NOT EXISTS (
        SELECT 1 FROM notification_settings g WHERE g.user_id = person AND NOT g.reactions);
BEGIN
    RETURN QUERY
    SELECT a.subject_id, k.kind, a.keyword, a.at, a.room_id, a.message_id, a.seq, m.added_by_id, u.is_unread, x.thread_id
      FROM activity a
     CROSS JOIN LATERAL (
           SELECT x.joined_seq, x.first_visible_seq, x.entry, x.added_by_id,
                  x.muted_until > now() IS TRUE AS is_muted, x.last_read_seq
             FROM membership x WHERE x.room_id = a.room_id AND x.user_id = person OFFSET 0) m
      LEFT JOIN LATERAL (
           SELECT x.mention_all, CASE WHEN NOT x.also_in_room THEN x.thread_id END AS thread_id
             FROM message x WHERE x.id = a.message_id AND x.deleted_at IS NULL OFFSET 0) x ON true
     CROSS JOIN LATERAL (
           SELECT a.read_at IS NULL AND CASE WHEN x.thread_id IS NULL THEN (a.seq > m.last_read_seq) IS NOT FALSE
                                             ELSE a.seq > thread_read_seq(person, a.room_id, x.thread_id) END
                      AS is_unread) n
      LEFT JOIN LATERAL (
           SELECT max(r.created_at) AS newest FROM reaction r
            WHERE r.message_id = a.message_id AND r.user_id <> person OFFSET 0) r ON a.kinds = '{reaction}'
     CROSS JOIN LATERAL (
           SELECT 'mention' = ANY (a.kinds) AND (
                      (x.mention_all AND a.seq > m.joined_seq)
                      OR EXISTS (SELECT 1 FROM mention y
                                  WHERE y.message_id = a.message_id AND y.user_id = person AND y.is_active))
                      AS is_mention) c
     CROSS JOIN LATERAL (
           SELECT CASE WHEN c.is_mention AND coalesce(only_kind, 'mention') = 'mention' THEN 'mention'
                       WHEN 'reply' = ANY (a.kinds) AND coalesce(only_kind, 'reply') = 'reply' THEN 'reply'
                       WHEN 'keyword' = ANY (a.kinds) AND coalesce(only_kind, 'keyword') = 'keyword' THEN 'keyword'
                       WHEN r.newest IS NOT NULL AND coalesce(only_kind, 'reaction') = 'reaction' THEN 'reaction'
                       WHEN 'added' = ANY (a.kinds) AND m.entry = 'added' AND m.added_by_id <> person
                            AND coalesce(only_kind, 'added') = 'added' THEN 'added' END AS kind) k
     CROSS JOIN LATERAL (
           SELECT (c.is_mention OR NOT m.is_muted)
                  AND CASE WHEN k.kind = 'reaction' THEN counts_reactions AND (r.newest > a.read_at) IS NOT FALSE
                           ELSE n.is_unread END AS is_unread) u
     WHERE a.user_id = person AND (a.at, a.subject_id) < (before_at, before_id)
       AND (only_kind IS NULL OR only_kind = ANY (a.kinds))
       AND (NOT only_unread OR n.is_unread OR a.kinds = '{reaction}')
       AND (a.message_id IS NULL OR (x.mention_all IS NOT NULL AND a.seq >= m.first_visible_seq))
       AND k.kind IS NOT NULL AND (NOT only_unread OR u.is_unread)
     ORDER BY a.at DESC, a.subject_id DESC LIMIT most;
END $$;
