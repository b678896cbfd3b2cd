-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "follow_threads_from" INTEGER,
ADD COLUMN     "threads_read_seq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "mention" ADD COLUMN     "in_line" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "thread_id" UUID;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "also_in_room" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "thread_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "thread_id" UUID,
ADD COLUMN     "thread_last_at" TIMESTAMPTZ(6),
ADD COLUMN     "thread_last_seq" INTEGER,
ADD COLUMN     "thread_user_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "room" ADD COLUMN     "thread_seq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "scheduled_message" ADD COLUMN     "also_in_room" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "thread_id" UUID;

-- CreateTable
CREATE TABLE "thread_follow" (
    "user_id" UUID NOT NULL,
    "root_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "is_followed" BOOLEAN,
    "last_read_seq" INTEGER NOT NULL,

    CONSTRAINT "thread_follow_pkey" PRIMARY KEY ("user_id","root_id")
);

-- CreateIndex
CREATE INDEX "thread_follow_root_id_idx" ON "thread_follow"("root_id");

-- CreateIndex
CREATE INDEX "thread_follow_room_id_user_id_idx" ON "thread_follow"("room_id", "user_id");

-- AddForeignKey
ALTER TABLE "thread_follow" ADD CONSTRAINT "thread_follow_room_id_user_id_fkey" FOREIGN KEY ("room_id", "user_id") REFERENCES "membership"("room_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_follow" ADD CONSTRAINT "thread_follow_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: messages among those of the room; the same rule as isInRoomLine (lib/shared/messages/room-line.ts).
CREATE INDEX "message_line_idx" ON "message"("room_id", "seq") WHERE thread_id IS NULL OR also_in_room;

-- The replies of a thread, and the roots of a room by their newest reply.
CREATE INDEX "message_thread_idx" ON "message"("thread_id", "seq") WHERE thread_id IS NOT NULL;
CREATE INDEX "message_root_idx" ON "message"("room_id", "thread_last_seq") WHERE thread_count > 0;

-- Replies in both places, and replies that call everybody: few, and asked for by read marks and counts.
CREATE INDEX "message_also_in_room_idx" ON "message"("room_id", "seq") WHERE also_in_room;
CREATE INDEX "message_thread_all_idx" ON "message"("room_id", "seq") WHERE mention_all AND thread_id IS NOT NULL AND NOT also_in_room;

-- Mentions of a person in threads: their count does not end with the read mark of the room.
CREATE INDEX "mention_in_thread_idx" ON "mention"("user_id", "room_id", "seq") WHERE NOT in_line;
