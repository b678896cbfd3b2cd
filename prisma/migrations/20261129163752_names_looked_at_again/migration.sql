-- AlterTable
ALTER TABLE "room" ADD COLUMN     "name_look" TEXT;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "former_username_key" TEXT;

-- CreateTable
CREATE TABLE "upgrade" (
    "name" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upgrade_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "room_name_look_idx" ON "room"("name_look");

-- CreateIndex
CREATE INDEX "room_created_by_id_idx" ON "room"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_former_username_key_key" ON "user"("former_username_key");
