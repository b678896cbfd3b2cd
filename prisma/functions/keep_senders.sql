-- Refuses to delete an account that has sent messages, in place of a foreign key:
-- docs/decisions/010-no-foreign-keys-on-messages.md. The trigger is senders_stay, BEFORE DELETE ON "user".
CREATE OR REPLACE FUNCTION keep_senders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM message WHERE sender_id = OLD.id) THEN
        RAISE foreign_key_violation USING MESSAGE = 'This account has sent messages.', TABLE = 'message';
    END IF;
    RETURN OLD;
END $$;
