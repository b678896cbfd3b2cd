-- The groups that new messages name, for write_messages: a row for each message that names one.
CREATE OR REPLACE FUNCTION groups_in_messages(messages jsonb, mention_ords int[], mention_keys text[])
RETURNS TABLE (ord int, groups jsonb)
LANGUAGE plpgsql STABLE ROWS 10 SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT k.ord, named_groups((messages -> k.ord - 1 ->> 'room_id')::uuid, k.keys)
      FROM (SELECT t.ord, array_agg(t.key ORDER BY t.place) AS keys
              FROM unnest(mention_ords, mention_keys) WITH ORDINALITY AS t (ord, key, place)
             WHERE EXISTS (SELECT 1 FROM user_group x WHERE x.handle_key = t.key)
             GROUP BY t.ord) k;
END $$;
