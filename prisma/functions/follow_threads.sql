-- Writes who follows the threads of new replies, in their commit (write_messages.sql, which names the parameters): the
-- authors of the replies, those whom they mention by name, and the author of the root. With the first reply also those whom
-- the root mentions by name. Only members; @all, @here and groups make no follower.
--
-- A person who unfollowed a thread follows it again by their own reply or by a mention, and by nothing else. An own reply
-- also reads the thread up to itself. For others it begins as read up to the first of these replies, but for what calls them
-- and they have not read (thread_start_seq).
CREATE OR REPLACE FUNCTION follow_threads(messages jsonb, root_ids uuid[], named_ords int[], named_ids uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    reply_ids uuid[];
    called_ids uuid[];
    called_roots uuid[];
BEGIN
    SELECT array_agg(i.id) INTO reply_ids
      FROM jsonb_to_recordset(messages) AS i (id uuid, thread_id uuid) WHERE i.thread_id = ANY (root_ids);
    SELECT coalesce(array_agg(n.user_id), '{}'), coalesce(array_agg(m.thread_id), '{}') INTO called_ids, called_roots
      FROM unnest(named_ords, named_ids) AS n (ord, user_id)
     CROSS JOIN LATERAL (
           SELECT x.thread_id FROM message x
            WHERE x.id = (messages -> n.ord - 1 ->> 'id')::uuid AND x.thread_id IS NOT NULL OFFSET 0) m;

    INSERT INTO thread_follow AS f (user_id, root_id, room_id, is_followed, last_read_seq)
    SELECT m.sender_id, m.thread_id, m.room_id, true, max(m.seq)
      FROM unnest(reply_ids) AS i (id)
     CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = i.id OFFSET 0) m
     GROUP BY m.sender_id, m.thread_id, m.room_id
     ORDER BY m.sender_id, m.thread_id
        ON CONFLICT (user_id, root_id) DO UPDATE
           SET is_followed = true, last_read_seq = greatest(f.last_read_seq, EXCLUDED.last_read_seq);

    INSERT INTO thread_follow AS f (user_id, root_id, room_id, is_followed, last_read_seq)
    SELECT w.user_id, t.root_id, t.room_id, true,
           CASE WHEN y.is_followed THEN t.first_seq - 1
                ELSE thread_start_seq(w.user_id, t.room_id, t.root_id, t.first_seq) END
      FROM (SELECT m.thread_id AS root_id, m.room_id, min(m.seq) AS first_seq, count(*) AS many
              FROM unnest(reply_ids) AS i (id)
             CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = i.id OFFSET 0) m
             GROUP BY m.thread_id, m.room_id) t
     CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = t.root_id OFFSET 0) root
     CROSS JOIN LATERAL (
           SELECT root.sender_id AS user_id
            UNION
           SELECT unnest(root.mention_user_ids) WHERE root.thread_count = t.many
            UNION
           SELECT c.user_id FROM unnest(called_ids, called_roots) AS c (user_id, root_id) WHERE c.root_id = t.root_id) w
     CROSS JOIN LATERAL (
           SELECT 1 FROM membership x WHERE x.room_id = t.room_id AND x.user_id = w.user_id OFFSET 0) m
      LEFT JOIN LATERAL (
           SELECT x.is_followed FROM thread_follow x
            WHERE x.user_id = w.user_id AND x.root_id = t.root_id OFFSET 0) y ON true
     ORDER BY w.user_id, t.root_id
        ON CONFLICT (user_id, root_id) DO UPDATE
           SET is_followed = true,
               last_read_seq = CASE WHEN f.is_followed IS FALSE THEN greatest(f.last_read_seq, EXCLUDED.last_read_seq)
                                    ELSE f.last_read_seq END
           WHERE f.is_followed IS NULL
              OR (NOT f.is_followed AND EXISTS (
                     SELECT 1 FROM unnest(called_ids, called_roots) AS c (user_id, root_id)
                      WHERE c.user_id = f.user_id AND c.root_id = f.root_id));
END $$;
