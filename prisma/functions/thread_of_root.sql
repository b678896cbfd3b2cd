-- The people and the newest reply of a thread: what toThreadSummary (lib/domain/threads/thread-view.ts) takes.
CREATE OR REPLACE FUNCTION thread_of_root(in_room uuid, last_seq int, user_ids uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN jsonb_build_object(
        'people', (SELECT jsonb_agg(to_jsonb(u) ORDER BY i.place)
                     FROM unnest(user_ids) WITH ORDINALITY AS i (id, place)
                    CROSS JOIN LATERAL (
                          SELECT x.id, x.username, x.display_name, x.is_bot, x.avatar_tag
                            FROM "user" x WHERE x.id = i.id OFFSET 0) u),
        'last', (SELECT jsonb_build_object('id', x.id, 'sender_id', x.sender_id, 'text', left(x.text, 4000),
                                           'file_count', x.file_count)
                   FROM message x WHERE x.room_id = in_room AND x.seq = last_seq));
END $$;
