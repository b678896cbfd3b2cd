-- Appends messages to rooms, many at once: the statement of the writer (lib/domain/messages/send/append.ts).
--
-- VOLATILE gives each statement in it a snapshot of its own. The first locks the rooms, in the order of their ids, so that
-- two writers cannot deadlock. The others check and write with snapshots that are newer than the locks. A single statement
-- would check rows from before it had the lock, and a removed member's message would get through.
--
-- PostgreSQL makes the plan once per connection, often while the tables are small and reading a whole index looks cheaper
-- than a look-up. So every look-up is a LATERAL with OFFSET 0, which PostgreSQL does not flatten: once for each message, by
-- key, whatever the statistics say. What is updated is named by key beside its join. Only the rows that this function made
-- itself are joined freely.
--
-- plan_cache_mode: by default PostgreSQL plans anew for each call while the batches are short. Planning costs three times
-- what the work costs.
--
-- The answer holds only what the caller does not know: it makes the rest of a message from what it handed over. Making
-- and reading a row of the whole message cost more than writing it.
--
-- `messages` is an array of objects whose keys are the columns in lib/domain/messages/send/new-message.ts; a missing key is
-- NULL. `room_ids` are all their rooms. `mention_ords` and `mention_keys` go together: the place of a message in the batch,
-- counted from 1, and a folded name in its text: a username, or the handle of a group. `online` are the people whom `@here` reaches; it is empty unless a message
-- of the batch says that.
--
-- `file_ids` are all files of the messages; a release without files does not hand them over. Their rows are locked before
-- anything is checked, so that a file is sent once, and not while its message is being deleted. A forward names the message
-- whose files it shares as `files_of_id`; the batch has at most one message for each file that is sent for the first time
-- (append.ts).
--
-- A poll comes as readers will see it, without votes, and gets its row of `poll_clock`.
--
-- A reply in a thread changes its root in the same commit: the root takes the next `rev` of its room after those of the
-- batch's messages, once however many replies it gets, and comes back whole, since the frames of the commit have it. People
-- who follow the thread from now on get their rows here too. A batch without replies in threads skips all of that.
CREATE OR REPLACE FUNCTION write_messages(
    messages jsonb, room_ids uuid[], mention_ords int[], mention_keys text[], online uuid[],
    file_ids uuid[] DEFAULT '{}'
) RETURNS json LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    named_ords int[] := '{}';
    named_ids uuid[] := '{}';
    -- Whom each message names, as a text that is an array: an array of arrays would have to be even.
    names text[] := '{}';
    -- The groups that each message names; null for most messages.
    groups jsonb[] := '{}';
    grouped_ords int[] := '{}';
    grouped_ids uuid[] := '{}';
    files json;
    -- The roots of the batch's replies.
    root_ids uuid[] := '{}';
    roots json;
    answer json;
BEGIN
    PERFORM 1 FROM room WHERE room.id = ANY (room_ids) ORDER BY room.id FOR UPDATE;

    IF cardinality(file_ids) > 0 THEN
        PERFORM 1 FROM file WHERE file.id = ANY (file_ids) ORDER BY file.id FOR UPDATE;
    END IF;

    IF cardinality(mention_ords) > 0 THEN
        SELECT coalesce(array_agg(f.ord), '{}'), coalesce(array_agg(f.user_id), '{}') INTO named_ords, named_ids
          FROM (SELECT DISTINCT t.ord, u.id AS user_id
                  FROM unnest(mention_ords, mention_keys) AS t (ord, name_key)
                 CROSS JOIN LATERAL (
                       SELECT x.id FROM "user" x
                        WHERE x.username_key = t.name_key AND x.deactivated_at IS NULL OFFSET 0) u
                 CROSS JOIN LATERAL (
                       SELECT 1 FROM membership x
                        WHERE x.room_id = (messages -> t.ord - 1 ->> 'room_id')::uuid AND x.user_id = u.id OFFSET 0) m) f;
        SELECT array_agg(f.ids::text ORDER BY i.ord) INTO names
          FROM generate_series(1, jsonb_array_length(messages)) AS i (ord)
          LEFT JOIN (SELECT t.ord, (array_agg(t.user_id))[1:100] AS ids
                       FROM unnest(named_ords, named_ids) AS t (ord, user_id) GROUP BY t.ord) f ON f.ord = i.ord;
        SELECT array_agg(g.groups ORDER BY i.ord) INTO groups
          FROM generate_series(1, jsonb_array_length(messages)) AS i (ord)
          LEFT JOIN groups_in_messages(messages, mention_ords, mention_keys) g ON g.ord = i.ord;
        SELECT coalesce(array_agg(i.ord), '{}'), coalesce(array_agg(p.user_id), '{}') INTO grouped_ords, grouped_ids
          FROM generate_subscripts(groups, 1) AS i (ord)
         CROSS JOIN LATERAL people_of_named_groups(groups[i.ord]) AS p (user_id);
    END IF;

    WITH input AS (
        SELECT i.*, i.unnest AS mention_ids, i.ordinality AS ord, coalesce(i.session_id, i.user_id) AS principal_id
          FROM ROWS FROM (
               jsonb_to_recordset(messages) AS (
                   id uuid, room_id uuid, session_id uuid, user_id uuid, client_id text, text text,
                   reply_to_id uuid, mention_here boolean, mention_all boolean,
                   forward_of_id uuid, forward_sender text, forward_sent_at timestamptz, due_at timestamptz,
                   attachment_ids uuid[], files_of_id uuid, thread_id uuid, also_in_room boolean,
                   confirmation jsonb, poll jsonb),
               unnest(names)) WITH ORDINALITY AS i
    ),
    -- One look for each principal and room, not for each message: most of a batch comes from few people. A message names
    -- a session, which must be alive and whose row says who sends, or the account of a sender without a session.
    speaker AS MATERIALIZED (
        SELECT k.principal_id, k.room_id, u.id AS sender_id, u.username, u.display_name, u.is_bot, u.avatar_tag,
               k.session_id IS NULL OR s.may_write AS may_write,
               m.user_id AS member_id, m.first_visible_seq, r.archived_at,
               r.posting = 'moderators' AND m.role = 'member' AND (u.role <> 'administrator' OR r.kind = 'direct') AS is_silent,
               r.kind = 'direct' AS is_direct
          FROM (SELECT DISTINCT i.principal_id, i.session_id, i.room_id FROM input i) k
          LEFT JOIN LATERAL (
               SELECT x.user_id, 'write' = ANY (x.scopes) AS may_write FROM session x
                WHERE x.id = k.session_id AND x.ended_at IS NULL AND x.expires_at > now() OFFSET 0) s ON true
          LEFT JOIN LATERAL (
               SELECT x.id, x.username, x.display_name, x.is_bot, x.avatar_tag, x.role FROM "user" x
                WHERE x.id = CASE WHEN k.session_id IS NULL THEN k.principal_id ELSE s.user_id END
                  AND x.deactivated_at IS NULL OFFSET 0) u ON true
          LEFT JOIN LATERAL (
               SELECT x.user_id, x.role, x.first_visible_seq FROM membership x
                WHERE x.room_id = k.room_id AND x.user_id = u.id OFFSET 0) m ON true
          LEFT JOIN LATERAL (
               SELECT x.archived_at, x.posting, x.kind FROM room x WHERE x.id = k.room_id OFFSET 0) r ON true
    ),
    judged AS (
        SELECT i.*, p.sender_id, earlier.id AS earlier_id, target.seq AS reply_to_seq, CASE
                   WHEN p.sender_id IS NULL THEN 'unauthenticated'
                   WHEN NOT p.may_write THEN 'forbidden'
                   WHEN earlier.id IS NOT NULL THEN 'again'
                   WHEN p.member_id IS NULL THEN 'not_found'
                   WHEN p.archived_at IS NOT NULL THEN 'archived'
                   WHEN p.is_silent AND p.is_direct THEN 'notes_only'
                   WHEN p.is_silent THEN 'moderators_only'
                   WHEN i.reply_to_id IS NOT NULL AND target.seq IS NULL THEN 'reply_not_found'
                   WHEN i.thread_id IS NOT NULL AND root.seq IS NULL THEN 'thread_not_found'
                   WHEN root.thread_id IS NOT NULL THEN 'thread_nested'
                   WHEN i.attachment_ids IS NOT NULL AND cardinality(i.attachment_ids) > (
                        SELECT count(*) FROM file x
                         WHERE x.id = ANY (i.attachment_ids)
                           AND CASE WHEN i.files_of_id IS NULL THEN x.uploader_id = p.sender_id AND x.attached_at IS NULL
                                    ELSE EXISTS (SELECT 1 FROM attachment a
                                                  WHERE a.file_id = x.id AND a.message_id = i.files_of_id) END)
                   THEN CASE WHEN i.files_of_id IS NULL THEN 'file_not_found' ELSE 'file_gone' END
               END AS verdict
          FROM input i
          JOIN speaker p ON p.principal_id = i.principal_id AND p.room_id = i.room_id
          LEFT JOIN LATERAL (
               SELECT x.id FROM message x
                WHERE x.sender_id = p.sender_id AND x.client_id = i.client_id OFFSET 0) earlier ON true
          LEFT JOIN LATERAL (
               SELECT x.room_id, x.seq FROM message x WHERE x.id = i.reply_to_id OFFSET 0) target
            ON target.room_id = i.room_id AND target.seq >= p.first_visible_seq
          -- A deleted message keeps its thread, and begins none.
          LEFT JOIN LATERAL (
               SELECT x.room_id, x.seq, x.thread_id FROM message x
                WHERE x.id = i.thread_id AND x.kind = 'user' AND (x.deleted_at IS NULL OR x.thread_count > 0) OFFSET 0) root
            ON root.room_id = i.room_id AND root.seq >= p.first_visible_seq
    ),
    -- A message without a verdict is written, at its place among those of its room.
    placed AS MATERIALIZED (
        SELECT j.*, row_number() OVER (PARTITION BY j.room_id, j.verdict IS NULL ORDER BY j.ord)::int AS place
          FROM judged j
    ),
    moved AS (
        UPDATE room SET seq = room.seq + n.many, rev = room.rev + n.many + n.roots,
                        active_at = CASE WHEN n.is_in_line THEN now() ELSE room.active_at END,
                        thread_seq = coalesce(room.seq + n.last_in_thread, room.thread_seq)
          FROM (SELECT p.room_id, count(*)::int AS many, count(DISTINCT p.thread_id)::int AS roots,
                       bool_or(p.thread_id IS NULL OR p.also_in_room IS TRUE) AS is_in_line,
                       max(p.place) FILTER (WHERE p.thread_id IS NOT NULL AND p.also_in_room IS NOT TRUE) AS last_in_thread
                  FROM placed p WHERE p.verdict IS NULL GROUP BY p.room_id) n
         WHERE room.id = n.room_id AND room.id = ANY (room_ids)
        RETURNING room.id, room.seq - n.many AS seq, room.seq AS new_seq, room.rev - n.many - n.roots AS rev,
                  room.member_version
    ),
    written AS (
        INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, reply_to_id, reply_to_seq,
                             mention_user_ids, mention_groups, mention_here, mention_all,
                             forward_of_id, forward_sender, forward_sent_at, due_at, file_count, thread_id, also_in_room,
                             confirmation, poll, created_at)
        SELECT n.id, n.room_id, v.seq + n.place, v.rev + n.place, n.sender_id, n.client_id, n.text,
               n.reply_to_id, n.reply_to_seq,
               coalesce(n.mention_ids::uuid[], '{}'), coalesce(groups[n.ord::int], '[]'),
               coalesce(n.mention_here, false), coalesce(n.mention_all, false),
               n.forward_of_id, n.forward_sender, n.forward_sent_at, n.due_at,
               coalesce(cardinality(n.attachment_ids), 0), n.thread_id, coalesce(n.also_in_room, false),
               n.confirmation, n.poll, now()
          FROM placed n JOIN moved v ON v.id = n.room_id WHERE n.verdict IS NULL
    ),
    noted AS (
        INSERT INTO commit_work (room_id, from_seq, to_seq)
        SELECT v.id, v.seq + 1, v.new_seq FROM moved v
    )
    SELECT json_build_object(
               'at', now(),
               'rooms', (SELECT json_agg(json_build_array(v.id, v.seq, v.rev, v.member_version)) FROM moved v),
               'senders', (SELECT json_agg(json_build_array(
                                       p.principal_id, p.sender_id, p.username, p.display_name, p.is_bot, p.avatar_tag))
                             FROM speaker p),
               'refused', (SELECT json_agg(json_build_array(n.ord, n.verdict, n.earlier_id)) FROM placed n
                            WHERE n.verdict IS NOT NULL),
               'replies', (SELECT json_agg(json_build_array(n.ord, n.reply_to_seq)) FROM placed n
                            WHERE n.reply_to_seq IS NOT NULL),
               'names', (SELECT json_agg(json_build_array(n.ord, n.mention_ids::uuid[])) FROM placed n
                          WHERE n.mention_ids IS NOT NULL),
               'groups', (SELECT json_agg(json_build_array(n.ord, groups[n.ord::int])) FROM placed n
                           WHERE groups[n.ord::int] IS NOT NULL))
      INTO answer;

    IF cardinality(named_ords) + cardinality(grouped_ords) + cardinality(online) > 0 THEN
        INSERT INTO mention (message_id, user_id, room_id, seq, is_here, thread_id, in_line)
        SELECT m.id, t.user_id, m.room_id, m.seq, t.is_here, m.thread_id, m.thread_id IS NULL OR m.also_in_room
          FROM (SELECT c.ord, c.user_id, bool_or(c.is_here) AS is_here
                  FROM (SELECT f.ord, f.user_id, false AS is_here
                          FROM unnest(named_ords || grouped_ords, named_ids || grouped_ids) AS f (ord, user_id)
                         UNION ALL
                        SELECT h.ordinality, o.user_id, true
                          FROM ROWS FROM (jsonb_to_recordset(messages) AS (room_id uuid, mention_here boolean))
                               WITH ORDINALITY AS h
                         CROSS JOIN unnest(online) AS o (user_id)
                         CROSS JOIN LATERAL (
                               SELECT 1 FROM membership x
                                WHERE x.room_id = h.room_id AND x.user_id = o.user_id OFFSET 0) p
                         WHERE h.mention_here) c
                 GROUP BY c.ord, c.user_id) t
         CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = (messages -> t.ord::int - 1 ->> 'id')::uuid OFFSET 0) m
         WHERE t.user_id <> m.sender_id;
    END IF;

    IF cardinality(file_ids) > 0 THEN
        -- PostgreSQL draws `number` in the order of the rows: in each room that of `seq` and `place`.
        INSERT INTO attachment (message_id, file_id, place, room_id, seq, sender_id, kind)
        SELECT m.id, a.file_id, a.place, m.room_id, m.seq, m.sender_id,
               CASE WHEN f.type ~ '^(image|video|audio)/' THEN split_part(f.type, '/', 1) ELSE 'document' END
          FROM jsonb_to_recordset(messages) AS i (id uuid, attachment_ids uuid[])
         CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = i.id OFFSET 0) m
         CROSS JOIN LATERAL unnest(i.attachment_ids) WITH ORDINALITY AS a (file_id, place)
         CROSS JOIN LATERAL (SELECT x.type FROM file x WHERE x.id = a.file_id OFFSET 0) f
         ORDER BY m.seq, a.place;
        UPDATE file SET attached_at = now()
         WHERE file.id = ANY (file_ids) AND file.attached_at IS NULL
           AND EXISTS (SELECT 1 FROM attachment a WHERE a.file_id = file.id);
        SELECT json_agg(json_build_array(i.id, message_attachments(i.id))) INTO files
          FROM jsonb_to_recordset(messages) AS i (id uuid, attachment_ids uuid[]) WHERE i.attachment_ids IS NOT NULL;
        answer = (answer::jsonb || jsonb_build_object('files', files::jsonb))::json;
    END IF;

    IF messages @? '$[*].poll' THEN
        INSERT INTO poll_clock (message_id, closes_at)
        SELECT m.id, jsonb_extract_path_text(i.poll, 'closesAt')::timestamptz
          FROM jsonb_to_recordset(messages) AS i (id uuid, poll jsonb)
         CROSS JOIN LATERAL (SELECT x.id FROM message x WHERE x.id = i.id OFFSET 0) m
         WHERE i.poll IS NOT NULL;
    END IF;

    IF messages @? '$[*].thread_id' THEN
        SELECT coalesce(array_agg(DISTINCT m.thread_id), '{}') INTO root_ids
          FROM jsonb_to_recordset(messages) AS i (id uuid, thread_id uuid)
         CROSS JOIN LATERAL (SELECT x.thread_id FROM message x WHERE x.id = i.id OFFSET 0) m
         WHERE i.thread_id IS NOT NULL;
    END IF;

    IF cardinality(root_ids) > 0 THEN
        WITH came AS (
            SELECT c.*, r.rev - count(*) OVER (PARTITION BY c.room_id)
                        + row_number() OVER (PARTITION BY c.room_id ORDER BY c.root_id) AS rev
              FROM (SELECT m.thread_id AS root_id, m.room_id, count(*)::int AS many, max(m.seq) AS last_seq,
                           array_agg(m.sender_id ORDER BY m.seq DESC) AS user_ids
                      FROM jsonb_to_recordset(messages) AS i (id uuid, thread_id uuid)
                     CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = i.id OFFSET 0) m
                     WHERE i.thread_id IS NOT NULL
                     GROUP BY m.thread_id, m.room_id) c
             CROSS JOIN LATERAL (SELECT x.rev FROM room x WHERE x.id = c.room_id OFFSET 0) r
        )
        UPDATE message SET rev = c.rev, thread_count = message.thread_count + c.many, thread_last_seq = c.last_seq,
                           thread_last_at = now(), thread_user_ids = latest_people(c.user_ids || message.thread_user_ids)
          FROM came c
         WHERE message.id = c.root_id AND message.id = ANY (root_ids);

        PERFORM follow_threads(messages, root_ids, named_ords, named_ids);

        SELECT json_agg(json_build_array(to_jsonb(x), u.username, u.display_name, u.is_bot, u.avatar_tag,
                                         CASE WHEN x.file_count > 0 THEN message_attachments(x.id) END,
                                         thread_of_root(x.room_id, x.thread_last_seq, x.thread_user_ids)) ORDER BY x.rev)
          INTO roots
          FROM unnest(root_ids) AS r (id)
         CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = r.id OFFSET 0) x
         CROSS JOIN LATERAL (SELECT y.* FROM "user" y WHERE y.id = x.sender_id OFFSET 0) u;
        answer = (answer::jsonb || jsonb_build_object('roots', roots::jsonb))::json;
    END IF;
    RETURN answer;
END $$;
