-- AlterTable
ALTER TABLE "workspace" ADD COLUMN "picture_tag" TEXT;

-- CreateTable
CREATE TABLE "workspace_picture" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "image" BYTEA NOT NULL,

    CONSTRAINT "workspace_picture_pkey" PRIMARY KEY ("id")
);
