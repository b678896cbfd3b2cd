-- A message's room and sender are no longer looked up once more for each row: that was a fifth of what a message costs
-- the database. append_messages reads both in the same transaction, the room under its lock, and an account's row is never
-- deleted. What the keys did when a room or an account goes is done here, once for each of those.
-- See docs/decisions/010-no-foreign-keys-on-messages.md.
ALTER TABLE "message" DROP CONSTRAINT "message_room_id_fkey";
ALTER TABLE "message" DROP CONSTRAINT "message_sender_id_fkey";

CREATE FUNCTION delete_messages_of_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM message WHERE room_id = OLD.id;
    RETURN NULL;
END $$;

CREATE TRIGGER messages_go_with_their_room AFTER DELETE ON "room"
    FOR EACH ROW EXECUTE FUNCTION delete_messages_of_room();

CREATE FUNCTION keep_senders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM message WHERE sender_id = OLD.id) THEN
        RAISE foreign_key_violation USING MESSAGE = 'This account has sent messages.', TABLE = 'message';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER senders_stay BEFORE DELETE ON "user"
    FOR EACH ROW EXECUTE FUNCTION keep_senders();
