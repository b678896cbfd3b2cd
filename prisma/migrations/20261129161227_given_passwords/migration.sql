-- AlterTable
ALTER TABLE "user" ADD COLUMN     "password_given_by_id" UUID;

-- CreateIndex
CREATE INDEX "user_password_given_by_id_idx" ON "user"("password_given_by_id");

-- What people gave as administrators who are none any more.
UPDATE "invitation" i SET "revoked_at" = now()
 WHERE i."revoked_at" IS NULL AND NOT EXISTS (
   SELECT 1 FROM "user" u
    WHERE u."id" = i."created_by_id" AND u."role" = 'administrator' AND u."deactivated_at" IS NULL);

DELETE FROM "password_reset" r
 WHERE r."created_by_id" IS NOT NULL AND r."used_at" IS NULL AND NOT EXISTS (
   SELECT 1 FROM "user" u
    WHERE u."id" = r."created_by_id" AND u."role" = 'administrator' AND u."deactivated_at" IS NULL);

UPDATE "session" s
   SET "scopes" = array_remove(s."scopes", 'admin'),
       "ended_at" = CASE WHEN s."scopes" = ARRAY['admin'] THEN now() END
  FROM "api_token" t JOIN "user" u ON u."id" = t."user_id"
 WHERE t."session_id" = s."id" AND s."ended_at" IS NULL AND 'admin' = ANY (s."scopes") AND u."role" <> 'administrator';
