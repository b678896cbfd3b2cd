-- Deletes the search entries of a message and its files in the commit that edits or deletes the message, and notes the
-- message for the reader of commit_work, which indexes an edited one again. The tokens of the entry stay in search_removal
-- until removeUnusedWords has looked for words that no message has any more.
CREATE OR REPLACE FUNCTION unindex_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.text = OLD.text AND NEW.file_count = OLD.file_count
       AND NEW.deleted_at IS NOT DISTINCT FROM OLD.deleted_at THEN
        RETURN NULL;
    END IF;
    WITH gone AS (
        DELETE FROM message_search e WHERE e.room_id = OLD.room_id AND e.seq = OLD.seq RETURNING e.tokens
    )
    INSERT INTO search_removal (tokens) SELECT gone.tokens FROM gone;
    IF OLD.file_count > 0 THEN
        DELETE FROM file_search e WHERE e.room_id = OLD.room_id AND e.seq = OLD.seq;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO commit_work (room_id, from_seq, to_seq) VALUES (NEW.room_id, NEW.seq, NEW.seq);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER message_is_unindexed
    AFTER UPDATE OF text, deleted_at, file_count OR DELETE ON message
    FOR EACH ROW EXECUTE FUNCTION unindex_message();
