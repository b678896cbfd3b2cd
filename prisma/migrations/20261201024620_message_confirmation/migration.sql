-- Takes the table's lock only for the moment in which the catalogue changes: a column without a default rewrites nothing.
ALTER TABLE "message" ADD COLUMN     "confirmation" JSONB;

-- CreateTable
CREATE TABLE "message_confirmation" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_confirmation_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateIndex
CREATE INDEX "message_confirmation_user_id_idx" ON "message_confirmation"("user_id");

-- The few messages that ask to be confirmed, for the list of those that wait for a person.
CREATE INDEX "message_confirmation_idx" ON "message" ("room_id", "id") WHERE confirmation IS NOT NULL;

-- AddForeignKey
ALTER TABLE "message_confirmation" ADD CONSTRAINT "message_confirmation_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_confirmation" ADD CONSTRAINT "message_confirmation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
