-- AlterTable
ALTER TABLE "notification_settings" ADD COLUMN     "digest_hour" INTEGER NOT NULL DEFAULT 8,
ADD COLUMN     "digest_sent_at" TIMESTAMPTZ(6),
ADD COLUMN     "mail_shows" TEXT NOT NULL DEFAULT 'text',
ALTER COLUMN "mail_delay_minutes" SET DEFAULT 15;

-- By hand: the digests of people who chose them while nothing sent any. The first run of each job plans the next one.
UPDATE "notification_settings" SET "digest_sent_at" = now() WHERE "mail" = 'digest';

INSERT INTO "job" ("id", "kind", "key", "input")
SELECT gen_random_uuid(), 'mail.digest', "user_id"::text, jsonb_build_object('userId', "user_id")
  FROM "notification_settings" WHERE "mail" = 'digest';
