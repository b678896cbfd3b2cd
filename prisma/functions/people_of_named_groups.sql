-- The people in `message.mention_groups`. A person is in the list of one group only: see named_groups.
CREATE OR REPLACE FUNCTION people_of_named_groups(groups jsonb) RETURNS SETOF uuid
LANGUAGE plpgsql IMMUTABLE ROWS 20 AS $$
BEGIN
    RETURN QUERY
    SELECT p.id::uuid FROM jsonb_array_elements(groups) AS g (one)
     CROSS JOIN LATERAL jsonb_array_elements_text(g.one -> 'userIds') AS p (id);
END $$;
