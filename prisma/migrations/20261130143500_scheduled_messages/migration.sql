-- AlterTable
ALTER TABLE "message" ADD COLUMN     "due_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "undo_send_seconds" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "scheduled_message" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reply_to_id" UUID,
    "reply_to_seq" INTEGER,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "try_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scheduled_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_file" (
    "file_id" UUID NOT NULL,
    "scheduled_id" UUID NOT NULL,
    "place" SMALLINT NOT NULL,

    CONSTRAINT "scheduled_file_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE INDEX "scheduled_message_user_id_due_at_id_idx" ON "scheduled_message"("user_id", "due_at", "id");

-- CreateIndex
CREATE INDEX "scheduled_message_state_try_at_idx" ON "scheduled_message"("state", "try_at");

-- CreateIndex
CREATE UNIQUE INDEX "scheduled_message_user_id_client_id_key" ON "scheduled_message"("user_id", "client_id");

-- CreateIndex
CREATE INDEX "scheduled_file_scheduled_id_idx" ON "scheduled_file"("scheduled_id");

-- AddForeignKey
ALTER TABLE "scheduled_message" ADD CONSTRAINT "scheduled_message_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_file" ADD CONSTRAINT "scheduled_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_file" ADD CONSTRAINT "scheduled_file_scheduled_id_fkey" FOREIGN KEY ("scheduled_id") REFERENCES "scheduled_message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
