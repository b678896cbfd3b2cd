-- Deletes the messages of a deleted room, in place of a foreign key: docs/decisions/010-no-foreign-keys-on-messages.md.
-- The trigger is messages_go_with_their_room, AFTER DELETE ON room.
CREATE OR REPLACE FUNCTION delete_messages_of_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM message WHERE room_id = OLD.id;
    RETURN NULL;
END $$;
