-- AlterTable
ALTER TABLE "password_reset" ADD COLUMN     "email_key" TEXT;

-- Of mailed links it is not known to which address they went: they are good no more, and can be asked for again.
DELETE FROM "password_reset" WHERE "created_by_id" IS NULL AND "used_at" IS NULL;
