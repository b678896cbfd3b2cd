-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "replies_in_room" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "threads_in_middle" BOOLEAN NOT NULL DEFAULT false;
