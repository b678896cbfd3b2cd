-- The number up to which a thread counts as read for a member who comes into it by the reply `new_seq`: what was said before
-- that, but not what is unread for them in the room's counts already, calls and replies that were sent to the room too. In a
-- conversation nothing is read by that; nor, for who follows all threads of the room, what came after they chose so.
CREATE OR REPLACE FUNCTION thread_start_seq(person uuid, in_room uuid, root uuid, new_seq int) RETURNS int
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    read_seq int = thread_read_seq(person, in_room, root);
    line_seq int;
    from_seq int;
    in_conversation boolean;
BEGIN
    SELECT m.last_read_seq, m.follow_threads_from INTO line_seq, from_seq
      FROM membership m WHERE m.room_id = in_room AND m.user_id = person;
    SELECT r.kind IN ('group', 'direct') INTO in_conversation FROM room r WHERE r.id = in_room;
    IF (in_conversation OR from_seq IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM thread_follow f
                        WHERE f.user_id = person AND f.root_id = root AND (in_conversation OR f.is_followed IS NOT NULL))
    THEN
        IF in_conversation THEN
            RETURN least(new_seq - 1, read_seq);
        END IF;
        new_seq = least(new_seq, (
            SELECT x.seq FROM message x
             WHERE x.thread_id = root AND x.seq > greatest(read_seq, from_seq - 1) AND x.sender_id <> person
             ORDER BY x.seq LIMIT 1));
    END IF;
    RETURN least(
        new_seq,
        (SELECT n.seq FROM mention n
          WHERE n.user_id = person AND n.room_id = in_room AND NOT n.in_line AND n.seq > read_seq AND n.seq < new_seq
            AND n.thread_id = root AND n.is_active
          ORDER BY n.seq LIMIT 1),
        (SELECT x.seq FROM message x
          WHERE x.room_id = in_room AND x.mention_all AND x.thread_id IS NOT NULL AND NOT x.also_in_room
            AND x.seq > read_seq AND x.seq < new_seq AND x.thread_id = root
            AND x.sender_id <> person AND x.deleted_at IS NULL
          ORDER BY x.seq LIMIT 1),
        (SELECT x.seq FROM message x
          WHERE x.room_id = in_room AND x.also_in_room AND x.seq > greatest(read_seq, line_seq) AND x.seq < new_seq
            AND x.thread_id = root AND x.sender_id <> person AND x.deleted_at IS NULL
          ORDER BY x.seq LIMIT 1)) - 1;
END $$;
