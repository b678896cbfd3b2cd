-- The groups that a text names in a room, in the order of `keys` (folded handles), as `message.mention_groups` keeps them:
-- the first ten that have somebody in the room. Each person is in the list of the first group that they belong to.
CREATE OR REPLACE FUNCTION named_groups(in_room uuid, keys text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN (
        WITH named AS MATERIALIZED (
            SELECT min(k.place) AS place, g.id, g.handle, g.name
              FROM unnest(keys) WITH ORDINALITY AS k (key, place)
             CROSS JOIN LATERAL (
                   SELECT x.id, x.handle, x.name FROM user_group x WHERE x.handle_key = k.key OFFSET 0) g
             WHERE EXISTS (SELECT 1 FROM people_of_group(g.id, in_room))
             GROUP BY g.id, g.handle, g.name ORDER BY place LIMIT 10
        ),
        person AS (
            SELECT p.user_id, min(n.place) AS place
              FROM named n CROSS JOIN LATERAL people_of_group(n.id, in_room) AS p (user_id)
             GROUP BY p.user_id
        )
        SELECT jsonb_agg(jsonb_build_object(
                   'id', n.id, 'handle', n.handle, 'name', n.name,
                   'userIds', coalesce((SELECT jsonb_agg(p.user_id ORDER BY p.user_id) FROM person p
                                         WHERE p.place = n.place), '[]'))
                   ORDER BY n.place)
          FROM named n);
END $$;
