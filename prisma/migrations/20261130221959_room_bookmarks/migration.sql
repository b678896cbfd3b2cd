-- AlterTable
ALTER TABLE "room" ADD COLUMN     "bookmarks_rev" INTEGER;

-- CreateTable
CREATE TABLE "room_bookmark" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "room_bookmark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "room_bookmark_room_id_place_idx" ON "room_bookmark"("room_id", "place");

-- CreateIndex
CREATE INDEX "room_bookmark_created_by_id_idx" ON "room_bookmark"("created_by_id");

-- AddForeignKey
ALTER TABLE "room_bookmark" ADD CONSTRAINT "room_bookmark_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_bookmark" ADD CONSTRAINT "room_bookmark_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
