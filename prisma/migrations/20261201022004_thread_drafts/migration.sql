-- CreateTable
CREATE TABLE "thread_draft" (
    "user_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "reply_to_id" UUID,
    "reply_to_seq" INTEGER,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_draft_pkey" PRIMARY KEY ("user_id","thread_id")
);

-- CreateIndex
CREATE INDEX "thread_draft_room_id_idx" ON "thread_draft"("room_id");

-- AddForeignKey
ALTER TABLE "thread_draft" ADD CONSTRAINT "thread_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_draft" ADD CONSTRAINT "thread_draft_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;
