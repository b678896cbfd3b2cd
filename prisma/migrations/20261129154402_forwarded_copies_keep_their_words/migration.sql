-- A forwarded message shows who wrote it. Copies could be edited by whoever forwarded them, and copies of those be
-- forwarded again: they show words beside a name that never said them. Such copies lose their origin. Each takes its room's
-- next `rev`, so that browsers which hold the copy read it again.
--
-- Where the origin is gone, only an edit of the copy itself can be told.
DO $$
DECLARE
    copy record;
    next_rev int;
BEGIN
    FOR copy IN
        SELECT c.id, c.room_id FROM message c
          LEFT JOIN message o ON o.id = c.forward_of_id AND o.deleted_at IS NULL
         WHERE c.forward_of_id IS NOT NULL AND c.deleted_at IS NULL
           AND (c.edited_at IS NOT NULL
                OR o.id IS NOT NULL AND o.text <> c.text AND NOT EXISTS (
                    SELECT 1 FROM message_revision r WHERE r.message_id = o.id AND r.text = c.text))
         ORDER BY c.room_id, c.seq
    LOOP
        UPDATE room SET rev = rev + 1 WHERE id = copy.room_id RETURNING rev INTO next_rev;
        UPDATE message SET forward_of_id = NULL, forward_sender = NULL, forward_sent_at = NULL, rev = next_rev
         WHERE id = copy.id;
    END LOOP;
END $$;
