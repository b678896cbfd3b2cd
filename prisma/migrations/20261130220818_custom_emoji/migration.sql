-- CreateEnum
CREATE TYPE "emoji_makers" AS ENUM ('administrators', 'members');

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "emoji_makers" "emoji_makers" NOT NULL DEFAULT 'members';

-- CreateTable
CREATE TABLE "custom_emoji" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "image" BYTEA NOT NULL,
    "tag" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "custom_emoji_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custom_emoji_name" (
    "id" UUID NOT NULL,
    "emoji_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_alias" BOOLEAN NOT NULL,
    "taken_key" TEXT,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(6),

    CONSTRAINT "custom_emoji_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_emoji_name_taken_key_key" ON "custom_emoji_name"("taken_key");

-- CreateIndex
CREATE INDEX "custom_emoji_name_emoji_id_idx" ON "custom_emoji_name"("emoji_id");

-- AddForeignKey
ALTER TABLE "custom_emoji_name" ADD CONSTRAINT "custom_emoji_name_emoji_id_fkey" FOREIGN KEY ("emoji_id") REFERENCES "custom_emoji"("id") ON DELETE CASCADE ON UPDATE CASCADE;
