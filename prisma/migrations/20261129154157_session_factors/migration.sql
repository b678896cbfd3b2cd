-- AlterTable
ALTER TABLE "session" ADD COLUMN     "proved_at" TIMESTAMPTZ(6),
ADD COLUMN     "second_factor" BOOLEAN NOT NULL DEFAULT false;

-- A restricted log-in had the scope "account", which is also that of an unrestricted one. It now has a scope of its own.
UPDATE "session" s
   SET "scopes" = CASE WHEN u."must_change_password" THEN ARRAY['set_password'] ELSE ARRAY['add_factor'] END
  FROM "user" u
 WHERE u."id" = s."user_id" AND s."scopes" = ARRAY['account'];

-- Log-ins of people with an authenticator app took a code from the moment at which it was confirmed.
UPDATE "session" s SET "second_factor" = true
  FROM "user" u
 WHERE u."id" = s."user_id" AND s."created_at" >= u."totp_confirmed_at";
