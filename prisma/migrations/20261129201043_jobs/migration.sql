-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT,
    "input" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "run_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_token" UUID,
    "last_error" TEXT,
    "failed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "job_failed_at_run_at_idx" ON "job"("failed_at", "run_at");

-- CreateIndex
CREATE UNIQUE INDEX "job_kind_key_key" ON "job"("kind", "key");

-- What waits already: mails, deleted rooms whose rows are not purged yet, and deleted people's messages.
INSERT INTO "job" ("id", "kind", "input", "attempts", "run_at", "created_at")
SELECT "id", 'mail.send', jsonb_build_object('to', "to", 'subject', "subject", 'text', "text"), "attempts", "next_at", "created_at"
  FROM "mail" WHERE "sent_at" IS NULL AND "attempts" < 10;

INSERT INTO "job" ("id", "kind", "key", "input")
SELECT gen_random_uuid(), 'room.purge', "id"::text, jsonb_build_object('roomId', "id")
  FROM "room" WHERE "deleted_at" IS NOT NULL;

INSERT INTO "job" ("id", "kind", "key", "input")
SELECT gen_random_uuid(), 'person.rewrite-messages', "id"::text, jsonb_build_object('userId', "id")
  FROM "user" WHERE "messages_fate" IS NOT NULL;

-- DropTable
DROP TABLE "mail";
