-- Tokens of times: the spans of 68 minutes, 9 hours, 3 days, 24 days, 194 days and 4 years (2^12 seconds, then eightfold)
-- since 1970 that cover the time from `lower` to `upper`. An entry has one token for each of the six lengths, those of its
-- own time. Token: number of the length, times 2^20, plus number of the span.
CREATE OR REPLACE FUNCTION search_times(lower timestamptz, upper timestamptz) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    tokens int[] := '{}';
    first bigint := greatest(floor(extract(epoch FROM lower) / 4096), 0);
    last bigint := greatest(floor(extract(epoch FROM upper) / 4096), 0);
BEGIN
    FOR length IN 0..5 LOOP
        -- Spans at both ends that do not fill a longer one, and at the last length all of them.
        WHILE first <= last AND (length = 5 OR first % 8 <> 0) LOOP
            tokens := tokens || ((length << 20) + first)::int;
            first := first + 1;
        END LOOP;
        WHILE first <= last AND last % 8 <> 7 LOOP
            tokens := tokens || ((length << 20) + last)::int;
            last := last - 1;
        END LOOP;
        EXIT WHEN first > last;
        first := first / 8;
        last := last / 8;
    END LOOP;
    RETURN tokens;
END $$;
