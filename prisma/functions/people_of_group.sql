-- The active people of a group and of the groups in it, each once; of a room's members only, if `in_room` is given.
CREATE OR REPLACE FUNCTION people_of_group(in_group uuid, in_room uuid DEFAULT NULL) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 20 SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT DISTINCT p.user_id
      FROM (SELECT in_group AS id
             UNION ALL
            SELECT n.nested_id FROM nested_group n WHERE n.group_id = in_group) g
     CROSS JOIN LATERAL (SELECT x.user_id FROM user_group_member x WHERE x.group_id = g.id OFFSET 0) p
     CROSS JOIN LATERAL (
           SELECT 1 FROM "user" x WHERE x.id = p.user_id AND x.deactivated_at IS NULL OFFSET 0) u
     WHERE in_room IS NULL
        OR EXISTS (SELECT 1 FROM membership m WHERE m.room_id = in_room AND m.user_id = p.user_id);
END $$;
