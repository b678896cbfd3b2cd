-- AlterTable
ALTER TABLE "user" ADD COLUMN     "email_proved_at" TIMESTAMPTZ(6),
ADD COLUMN     "messages_fate" TEXT;

-- CreateTable
CREATE TABLE "spent_challenge" (
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "spent_challenge_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "spent_challenge_expires_at_idx" ON "spent_challenge"("expires_at");
