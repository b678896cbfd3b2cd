-- CreateIndex
CREATE INDEX "membership_user_id_room_id_idx" ON "membership"("user_id", "room_id");

-- DropIndex
DROP INDEX "membership_user_id_idx";
