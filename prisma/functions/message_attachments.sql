-- The files of a message with their uploaders, in order: what toAttachmentView (lib/domain/files/file-view.ts) takes.
CREATE OR REPLACE FUNCTION message_attachments(in_message uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(to_jsonb(f) || jsonb_build_object(
                   'username', u.username, 'display_name', u.display_name) ORDER BY a.place), '[]')
          FROM (SELECT x.file_id, x.place FROM attachment x WHERE x.message_id = in_message OFFSET 0) a
         CROSS JOIN LATERAL (SELECT x.* FROM file x WHERE x.id = a.file_id OFFSET 0) f
         CROSS JOIN LATERAL (SELECT x.username, x.display_name FROM "user" x WHERE x.id = f.uploader_id OFFSET 0) u);
END $$;
