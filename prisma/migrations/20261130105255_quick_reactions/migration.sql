-- AlterTable
ALTER TABLE "user" ADD COLUMN     "quick_reactions" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "wide_text" BOOLEAN NOT NULL DEFAULT false;
