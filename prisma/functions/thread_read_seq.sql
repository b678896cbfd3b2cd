-- The number up to which a member has read a thread of a room.
CREATE OR REPLACE FUNCTION thread_read_seq(person uuid, in_room uuid, root uuid) RETURNS int
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN coalesce(
        (SELECT f.last_read_seq FROM thread_follow f WHERE f.user_id = person AND f.root_id = root),
        (SELECT m.threads_read_seq FROM membership m WHERE m.room_id = in_room AND m.user_id = person));
END $$;
