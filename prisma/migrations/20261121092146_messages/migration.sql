-- AlterTable
ALTER TABLE "message" ADD COLUMN     "forward_of_id" UUID,
ADD COLUMN     "forward_sender" TEXT,
ADD COLUMN     "forward_sent_at" TIMESTAMPTZ(6),
ADD COLUMN     "mention_all" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mention_here" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mention_user_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "pinned_at" TIMESTAMPTZ(6),
ADD COLUMN     "reactions" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "mention" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateTable
CREATE TABLE "reaction" (
    "message_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("message_id","emoji","user_id")
);

-- CreateTable
CREATE TABLE "message_revision" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "message_revision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mention_user_id_room_id_seq_idx" ON "mention"("user_id", "room_id", "seq");

-- CreateIndex
CREATE INDEX "reaction_user_id_idx" ON "reaction"("user_id");

-- CreateIndex
CREATE INDEX "message_revision_message_id_id_idx" ON "message_revision"("message_id", "id");

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_revision" ADD CONSTRAINT "message_revision_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: the few messages that are for everyone, and the few that are pinned, are found without reading the others.
CREATE INDEX "message_mention_all_idx" ON "message"("room_id", "seq") WHERE mention_all;
CREATE INDEX "message_pinned_idx" ON "message"("room_id", "pinned_at") WHERE pinned_at IS NOT NULL;
