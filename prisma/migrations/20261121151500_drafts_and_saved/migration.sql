-- CreateTable
CREATE TABLE "draft" (
    "user_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "reply_to_id" UUID,
    "reply_to_seq" INTEGER,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("user_id","room_id")
);

-- CreateTable
CREATE TABLE "saved_message" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_message_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateIndex
CREATE INDEX "draft_room_id_idx" ON "draft"("room_id");

-- CreateIndex
CREATE INDEX "saved_message_user_id_version_idx" ON "saved_message"("user_id", "version");

-- CreateIndex
CREATE INDEX "saved_message_user_id_room_id_idx" ON "saved_message"("user_id", "room_id");

-- CreateIndex
CREATE INDEX "mention_user_id_message_id_idx" ON "mention"("user_id", "message_id");

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_message" ADD CONSTRAINT "saved_message_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_message" ADD CONSTRAINT "saved_message_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: the newest of a room's messages that are for everyone, by their ids, which are in the order of time in all rooms.
CREATE INDEX "message_mention_all_id_idx" ON "message"("room_id", "id") WHERE mention_all;
