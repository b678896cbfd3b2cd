-- AlterTable
ALTER TABLE "user" ADD COLUMN     "email_claim" TEXT;

-- CreateIndex
CREATE INDEX "user_email_claim_idx" ON "user"("email_claim");

UPDATE "user" SET "email_claim" = "email_key" WHERE "email_key" IS NOT NULL;
