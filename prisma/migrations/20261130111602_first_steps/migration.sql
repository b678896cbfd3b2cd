-- AlterTable
ALTER TABLE "user" ADD COLUMN     "has_first_steps" BOOLEAN NOT NULL DEFAULT false;
