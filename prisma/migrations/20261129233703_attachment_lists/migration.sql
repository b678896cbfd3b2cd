-- DropIndex
DROP INDEX "attachment_room_id_seq_idx";

-- AlterTable
ALTER TABLE "attachment" ADD COLUMN     "kind" TEXT,
ADD COLUMN     "number" BIGSERIAL NOT NULL,
ADD COLUMN     "sender_id" UUID;

-- Rows of before: their numbers stay as they came, which is near the order of their messages.
UPDATE "attachment" a SET
    "sender_id" = m."sender_id",
    "kind" = CASE WHEN f."type" ~ '^(image|video|audio)/' THEN split_part(f."type", '/', 1) ELSE 'document' END
  FROM "message" m, "file" f WHERE m."id" = a."message_id" AND f."id" = a."file_id";

-- AlterTable
ALTER TABLE "attachment" ALTER COLUMN "kind" SET NOT NULL,
ALTER COLUMN "sender_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "file" ADD COLUMN     "search_key" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "attachment_room_id_number_idx" ON "attachment"("room_id", "number");

-- CreateIndex
CREATE INDEX "attachment_room_id_kind_number_idx" ON "attachment"("room_id", "kind", "number");

-- CreateIndex
CREATE INDEX "attachment_room_id_sender_id_number_idx" ON "attachment"("room_id", "sender_id", "number");
