-- AlterTable
ALTER TABLE "user" ADD COLUMN     "workspace_bot" BOOLEAN;

-- CreateTable
CREATE TABLE "reminder" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "message_id" UUID,
    "room_id" UUID,
    "seq" INTEGER,
    "text" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(6),
    "wake_at" TIMESTAMPTZ(6),
    "repeat" TEXT,
    "local_time" TEXT,
    "weekday" SMALLINT,
    "time_zone" TEXT,
    "number" INTEGER NOT NULL DEFAULT 0,
    "last_due_at" TIMESTAMPTZ(6),
    "reminded_at" TIMESTAMPTZ(6),
    "done_at" TIMESTAMPTZ(6),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "failed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reminder_wake_at_id_idx" ON "reminder"("wake_at", "id");

-- CreateIndex
CREATE INDEX "reminder_user_id_due_at_idx" ON "reminder"("user_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_workspace_bot_key" ON "user"("workspace_bot");

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
