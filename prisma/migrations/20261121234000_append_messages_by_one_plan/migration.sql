-- As before, but planned once.
--
-- Appends messages to rooms, many at once: the hot statement of the writer (lib/domain/messages/append.ts).
--
-- VOLATILE, so each statement in it has a snapshot of its own: first the rooms are locked, in id order, so that two
-- writers cannot lock crosswise; then, with a snapshot that is newer than the locks, everything is checked. In a single
-- statement the checks would see rows from before the lock was had, and a removed member's message got through.
--
-- The plan is made once per connection and kept, often while the tables are small, when reading all of an index looks
-- cheaper than looking into it. So every look-up in a table is a LATERAL with OFFSET 0, which PostgreSQL does not unfold:
-- once for each message, by key, whatever the statistics say; and what is changed is named by key beside its join. Joins
-- are left to it only among what this statement made.
--
-- plan_cache_mode: left to itself, PostgreSQL plans for the arrays of each call anew as long as those are short, since
-- one row then looks cheaper than the ten that it guesses for a plan to keep. Planning this costs three times what it
-- costs to do it.
--
-- `mention_ords` and `mention_keys` go together: the place of a message in the batch, and a name in its text, folded.
-- `online` are the people whom `@here` reaches; it is empty unless a message of the batch says that.
CREATE OR REPLACE FUNCTION append_messages(
    new_ids uuid[], to_rooms uuid[], by_sessions uuid[], keys text[], bodies text[], replies uuid[],
    heres boolean[], alls boolean[], forward_ids uuid[], forward_senders text[], forward_times timestamptz[],
    mention_ords int[], mention_keys text[], online uuid[]
) RETURNS TABLE (
    ord int, status text, id uuid, seq int, rev int, member_version int, created_at timestamptz,
    sender_id uuid, username text, display_name text, is_bot boolean, reply_to_seq int, mention_ids uuid[]
) LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM room WHERE room.id = ANY (to_rooms) ORDER BY room.id FOR UPDATE;

    RETURN QUERY
    WITH input AS (
        SELECT * FROM unnest(new_ids, to_rooms, by_sessions, keys, bodies, replies, heres, alls,
                             forward_ids, forward_senders, forward_times)
            WITH ORDINALITY AS i (new_id, room_id, session_id, client_id, body, reply_to_id, is_here, is_all,
                                  forward_of_id, forward_sender, forward_sent_at, ord)
    ),
    -- One look for each session and room, not for each message: most of a batch comes from few people.
    speaker AS MATERIALIZED (
        SELECT k.session_id, k.room_id, u.id AS sender_id, u.username, u.display_name, u.is_bot, s.may_write,
               m.user_id AS member_id, m.first_visible_seq, r.archived_at,
               r.posting = 'moderators' AND m.role = 'member' AND u.role <> 'administrator' AS is_silent
          FROM (SELECT DISTINCT i.session_id, i.room_id FROM input i) k
          LEFT JOIN LATERAL (
               SELECT x.user_id, 'write' = ANY (x.scopes) AS may_write FROM session x
                WHERE x.id = k.session_id AND x.ended_at IS NULL AND x.expires_at > now() OFFSET 0) s ON true
          LEFT JOIN LATERAL (
               SELECT x.id, x.username, x.display_name, x.is_bot, x.role FROM "user" x
                WHERE x.id = s.user_id AND x.deactivated_at IS NULL OFFSET 0) u ON true
          LEFT JOIN LATERAL (
               SELECT x.user_id, x.role, x.first_visible_seq FROM membership x
                WHERE x.room_id = k.room_id AND x.user_id = u.id OFFSET 0) m ON true
          LEFT JOIN LATERAL (
               SELECT x.archived_at, x.posting FROM room x WHERE x.id = k.room_id OFFSET 0) r ON true
    ),
    known AS (
        SELECT i.*, p.sender_id, p.username, p.display_name, p.is_bot, p.may_write, p.member_id, p.archived_at,
               p.is_silent, earlier.id AS earlier_id, target.seq AS reply_to_seq
          FROM input i
          JOIN speaker p ON p.session_id = i.session_id AND p.room_id = i.room_id
          LEFT JOIN LATERAL (
               SELECT x.id FROM message x
                WHERE x.sender_id = p.sender_id AND x.client_id = i.client_id OFFSET 0) earlier ON true
          LEFT JOIN LATERAL (
               SELECT x.room_id, x.seq FROM message x WHERE x.id = i.reply_to_id OFFSET 0) target
            ON target.room_id = i.room_id AND target.seq >= p.first_visible_seq
    ),
    judged AS (
        SELECT k.*, CASE
                   WHEN k.sender_id IS NULL THEN 'unauthenticated'
                   WHEN NOT k.may_write THEN 'forbidden'
                   WHEN k.earlier_id IS NOT NULL THEN 'again'
                   WHEN k.member_id IS NULL THEN 'not_found'
                   WHEN k.archived_at IS NOT NULL THEN 'archived'
                   WHEN k.is_silent THEN 'moderators_only'
                   WHEN k.reply_to_id IS NOT NULL AND k.reply_to_seq IS NULL THEN 'reply_not_found'
                   ELSE 'sent'
               END AS status
          FROM known k
    ),
    placed AS (
        SELECT j.*, CASE WHEN j.status = 'sent' THEN
                   row_number() OVER (PARTITION BY j.room_id, j.status = 'sent' ORDER BY j.ord)::int END AS place
          FROM judged j
    ),
    moved AS (
        UPDATE room SET seq = room.seq + n.many, rev = room.rev + n.many, active_at = now()
          FROM (SELECT p.room_id, max(p.place) AS many FROM placed p GROUP BY p.room_id) n
         WHERE room.id = n.room_id AND room.id = ANY (to_rooms) AND n.many > 0
        RETURNING room.id, room.seq - n.many AS seq, room.rev - n.many AS rev, room.member_version
    ),
    numbered AS (
        SELECT p.*, v.seq + p.place AS seq, v.rev + p.place AS rev, v.member_version
          FROM placed p LEFT JOIN moved v ON v.id = p.room_id AND p.place IS NOT NULL
    ),
    named AS (
        SELECT DISTINCT n.ord, u.id AS user_id
          FROM unnest(mention_ords, mention_keys) AS t (ord, name_key)
          JOIN numbered n ON n.ord = t.ord AND n.place IS NOT NULL
         CROSS JOIN LATERAL (
               SELECT x.id FROM "user" x
                WHERE x.username_key = t.name_key AND x.deactivated_at IS NULL OFFSET 0) u
         CROSS JOIN LATERAL (
               SELECT 1 FROM membership x WHERE x.room_id = n.room_id AND x.user_id = u.id OFFSET 0) m
    ),
    names AS (SELECT n.ord, (array_agg(n.user_id))[1:100] AS ids FROM named n GROUP BY n.ord),
    present AS (
        SELECT n.ord, m.user_id
          FROM numbered n CROSS JOIN unnest(online) AS o (user_id)
         CROSS JOIN LATERAL (
               SELECT x.user_id FROM membership x
                WHERE x.room_id = n.room_id AND x.user_id = o.user_id OFFSET 0) m
         WHERE n.is_here AND n.place IS NOT NULL
    ),
    written AS (
        INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, reply_to_id, reply_to_seq,
                             mention_user_ids, mention_here, mention_all,
                             forward_of_id, forward_sender, forward_sent_at, created_at)
        SELECT n.new_id, n.room_id, n.seq, n.rev, n.sender_id, n.client_id, n.body, n.reply_to_id, n.reply_to_seq,
               coalesce(t.ids, '{}'), n.is_here, n.is_all,
               n.forward_of_id, n.forward_sender, n.forward_sent_at, now()
          FROM numbered n LEFT JOIN names t ON t.ord = n.ord WHERE n.place IS NOT NULL
    ),
    told AS (
        INSERT INTO mention (message_id, user_id, room_id, seq)
        SELECT n.new_id, t.user_id, n.room_id, n.seq
          FROM (SELECT * FROM named UNION SELECT * FROM present) t JOIN numbered n ON n.ord = t.ord
         WHERE t.user_id <> n.sender_id
    )
    SELECT n.ord::int, n.status, coalesce(n.earlier_id, n.new_id), n.seq, n.rev, n.member_version, now(),
           n.sender_id, n.username, n.display_name, n.is_bot, n.reply_to_seq, coalesce(t.ids, '{}')
      FROM numbered n LEFT JOIN names t ON t.ord = n.ord
     ORDER BY n.ord;
END $$;

