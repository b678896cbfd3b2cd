-- As before; where posting is the moderators' alone others send nothing, replies point at what the sender may read, and
-- the room notes when something was last said.
--
-- Appends messages to rooms, many at once: the hot statement of the writer (lib/domain/messages/append.ts).
--
-- VOLATILE, so each statement in it has a snapshot of its own: first the rooms are locked, in id order, so that two
-- writers cannot lock crosswise; then, with a snapshot that is newer than the locks, everything is checked. In a single
-- statement the checks would see rows from before the lock was had, and a removed member's message got through.
--
-- enable_seqscan is off because the plan is made once per connection and kept: made while the tables are small, it would
-- scan `message` for earlier keys forever.
CREATE OR REPLACE FUNCTION append_messages(
    new_ids uuid[], to_rooms uuid[], by_sessions uuid[], keys text[], bodies text[], replies uuid[]
) RETURNS TABLE (
    ord int, status text, id uuid, seq int, rev int, member_version int, created_at timestamptz,
    sender_id uuid, username text, display_name text, is_bot boolean, reply_to_seq int
) LANGUAGE plpgsql VOLATILE SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM room WHERE room.id = ANY (to_rooms) ORDER BY room.id FOR UPDATE;

    RETURN QUERY
    WITH input AS (
        SELECT * FROM unnest(new_ids, to_rooms, by_sessions, keys, bodies, replies)
            WITH ORDINALITY AS i (new_id, room_id, session_id, client_id, body, reply_to_id, ord)
    ),
    known AS (
        SELECT i.*, u.id AS sender_id, u.username, u.display_name, u.is_bot, m.user_id AS member_id, r.archived_at,
               r.posting = 'moderators' AND m.role = 'member' AND u.role <> 'administrator' AS is_silent,
               earlier.id AS earlier_id, target.seq AS reply_to_seq,
               'write' = ANY (s.scopes) AS may_write
          FROM input i
          LEFT JOIN session s ON s.id = i.session_id AND s.ended_at IS NULL AND s.expires_at > now()
          LEFT JOIN "user" u ON u.id = s.user_id AND u.deactivated_at IS NULL
          LEFT JOIN membership m ON m.room_id = i.room_id AND m.user_id = u.id
          LEFT JOIN room r ON r.id = i.room_id
          LEFT JOIN message earlier ON earlier.sender_id = u.id AND earlier.client_id = i.client_id
          LEFT JOIN message target ON target.id = i.reply_to_id AND target.room_id = i.room_id
                                   AND target.seq >= m.first_visible_seq
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
    fresh AS (
        SELECT j.*, row_number() OVER (PARTITION BY j.room_id ORDER BY j.ord)::int AS place
          FROM judged j WHERE j.status = 'sent'
    ),
    moved AS (
        UPDATE room SET seq = room.seq + n.many, rev = room.rev + n.many, active_at = now()
          FROM (SELECT f.room_id, count(*)::int AS many FROM fresh f GROUP BY f.room_id) n
         WHERE room.id = n.room_id
        RETURNING room.id, room.seq - n.many AS seq, room.rev - n.many AS rev, room.member_version
    ),
    written AS (
        INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, reply_to_id, reply_to_seq)
        SELECT f.new_id, f.room_id, v.seq + f.place, v.rev + f.place, f.sender_id, f.client_id, f.body,
               f.reply_to_id, f.reply_to_seq
          FROM fresh f JOIN moved v ON v.id = f.room_id
        RETURNING message.id, message.seq, message.rev, message.created_at
    )
    SELECT j.ord::int, j.status, coalesce(j.earlier_id, j.new_id), w.seq, w.rev, v.member_version, w.created_at,
           j.sender_id, j.username, j.display_name, j.is_bot, j.reply_to_seq
      FROM judged j
      LEFT JOIN written w ON w.id = j.new_id
      LEFT JOIN moved v ON v.id = j.room_id
     ORDER BY j.ord;
END $$;
