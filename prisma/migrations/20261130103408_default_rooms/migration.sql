-- AlterTable
ALTER TABLE "room" ADD COLUMN     "is_default" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "room_is_default_idx" ON "room"("is_default");
