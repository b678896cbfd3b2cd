-- CreateTable
CREATE TABLE "link_preview" (
    "hash" TEXT NOT NULL,
    "page" JSONB,
    "has_failed" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(6),

    CONSTRAINT "link_preview_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "card_image" (
    "hash" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "card_image_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "card_image_use" (
    "message_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "card_image_use_pkey" PRIMARY KEY ("message_id","hash")
);

-- CreateIndex
CREATE INDEX "link_preview_expires_at_idx" ON "link_preview"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "card_image_key_key" ON "card_image"("key");

-- CreateIndex
CREATE INDEX "card_image_seen_at_idx" ON "card_image"("seen_at");

-- CreateIndex
CREATE INDEX "card_image_use_hash_idx" ON "card_image_use"("hash");

-- AddForeignKey
ALTER TABLE "card_image_use" ADD CONSTRAINT "card_image_use_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_image_use" ADD CONSTRAINT "card_image_use_hash_fkey" FOREIGN KEY ("hash") REFERENCES "card_image"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
