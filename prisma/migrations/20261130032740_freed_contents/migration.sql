-- DropIndex
DROP INDEX "file_attached_at_idx";

-- CreateTable
CREATE TABLE "freed_content" (
    "id" BIGSERIAL NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "freed_content_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "file_attached_at_created_at_idx" ON "file"("attached_at", "created_at");
