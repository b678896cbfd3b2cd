-- The first five different people of a list, in its order.
CREATE OR REPLACE FUNCTION latest_people(user_ids uuid[]) RETURNS uuid[]
LANGUAGE plpgsql IMMUTABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(g.user_id ORDER BY g.place), '{}')
          FROM (SELECT t.user_id, min(t.ord) AS place FROM unnest(user_ids) WITH ORDINALITY AS t (user_id, ord)
                 GROUP BY t.user_id ORDER BY min(t.ord) LIMIT 5) g);
END $$;
