-- AlterTable
ALTER TABLE "message" ADD COLUMN     "cards" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "file_count" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "link_cards" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "file_bytes" BIGINT NOT NULL DEFAULT 104857600,
ADD COLUMN     "link_cards" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "quota_bytes" BIGINT,
ADD COLUMN     "total_quota_bytes" BIGINT;

-- CreateTable
CREATE TABLE "file_content" (
    "hash" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_content_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "uploader_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "duration" DOUBLE PRECISION,
    "placeholder" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "is_voice" BOOLEAN NOT NULL DEFAULT false,
    "waveform" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "excerpt" TEXT,
    "pages" INTEGER,
    "has_thumbnail" BOOLEAN NOT NULL DEFAULT false,
    "is_animated" BOOLEAN NOT NULL DEFAULT false,
    "attached_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "message_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "place" SMALLINT NOT NULL,
    "room_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("message_id","file_id")
);

-- CreateTable
CREATE TABLE "commit_work" (
    "id" BIGSERIAL NOT NULL,
    "room_id" UUID NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commit_work_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "file_content_key_key" ON "file_content"("key");

-- CreateIndex
CREATE INDEX "file_uploader_id_id_idx" ON "file"("uploader_id", "id");

-- CreateIndex
CREATE INDEX "file_hash_idx" ON "file"("hash");

-- CreateIndex
CREATE INDEX "file_attached_at_idx" ON "file"("attached_at");

-- CreateIndex
CREATE INDEX "attachment_file_id_idx" ON "attachment"("file_id");

-- CreateIndex
CREATE INDEX "attachment_room_id_seq_idx" ON "attachment"("room_id", "seq");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_uploader_id_fkey" FOREIGN KEY ("uploader_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_hash_fkey" FOREIGN KEY ("hash") REFERENCES "file_content"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
