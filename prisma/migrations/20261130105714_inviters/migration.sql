-- CreateEnum
CREATE TYPE "inviters" AS ENUM ('administrators', 'members');

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "inviters" "inviters" NOT NULL DEFAULT 'administrators';
