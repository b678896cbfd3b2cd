-- AlterTable
ALTER TABLE "user" ADD COLUMN     "sidebar_order" TEXT NOT NULL DEFAULT 'folders';

