-- CreateEnum
CREATE TYPE "posting" AS ENUM ('everyone', 'moderators');

-- CreateEnum
CREATE TYPE "history" AS ENUM ('shown', 'hidden');

-- CreateEnum
CREATE TYPE "entry" AS ENUM ('created', 'joined', 'password', 'added', 'invited');

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "added_by_id" UUID,
ADD COLUMN     "entry" "entry" NOT NULL DEFAULT 'joined',
ADD COLUMN     "first_visible_seq" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "folder_id" UUID,
ADD COLUMN     "folder_place" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "joined_seq" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "muted_until" TIMESTAMPTZ(6),
ADD COLUMN     "starred_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "room" ADD COLUMN     "active_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(6),
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "history" "history" NOT NULL DEFAULT 'shown',
ADD COLUMN     "history_from_seq" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "posting" "posting" NOT NULL DEFAULT 'everyone';

-- CreateTable
CREATE TABLE "former_room_name" (
    "name_key" TEXT NOT NULL,
    "room_id" UUID NOT NULL,

    CONSTRAINT "former_room_name_pkey" PRIMARY KEY ("name_key")
);

-- CreateTable
CREATE TABLE "membership_change" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "role" "room_role" NOT NULL,
    "entry" "entry",
    "by_id" UUID,
    "seq" INTEGER NOT NULL,
    "kept" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "folder" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "folder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "former_room_name_room_id_idx" ON "former_room_name"("room_id");

-- CreateIndex
CREATE INDEX "membership_change_room_id_id_idx" ON "membership_change"("room_id", "id");

-- CreateIndex
CREATE INDEX "membership_change_user_id_room_id_id_idx" ON "membership_change"("user_id", "room_id", "id");

-- CreateIndex
CREATE INDEX "folder_user_id_place_idx" ON "folder"("user_id", "place");

-- CreateIndex
CREATE INDEX "membership_folder_id_idx" ON "membership"("folder_id");

-- CreateIndex
CREATE INDEX "room_deleted_at_idx" ON "room"("deleted_at");

-- AddForeignKey
ALTER TABLE "former_room_name" ADD CONSTRAINT "former_room_name_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "folder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_change" ADD CONSTRAINT "membership_change_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_change" ADD CONSTRAINT "membership_change_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_change" ADD CONSTRAINT "membership_change_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folder" ADD CONSTRAINT "folder_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: when something was last said in the rooms that are there already.
UPDATE room SET active_at = coalesce(
    (SELECT created_at FROM message WHERE message.room_id = room.id ORDER BY seq DESC LIMIT 1), created_at);

-- Their owners made them.
UPDATE membership SET entry = 'created' FROM room
 WHERE room.id = membership.room_id AND room.created_by_id = membership.user_id;
