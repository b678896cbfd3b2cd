-- AlterTable
ALTER TABLE "message" ADD COLUMN     "poll" JSONB;

-- AlterTable
ALTER TABLE "scheduled_message" ADD COLUMN     "poll" JSONB;

-- CreateTable
CREATE TABLE "poll_clock" (
    "message_id" UUID NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "counted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recount_at" TIMESTAMPTZ(6),

    CONSTRAINT "poll_clock_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "poll_vote" (
    "message_id" UUID NOT NULL,
    "voter" TEXT NOT NULL,
    "user_id" UUID,
    "option_ids" SMALLINT[],

    CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("message_id","voter")
);

-- CreateIndex
CREATE INDEX "poll_clock_closes_at_idx" ON "poll_clock"("closes_at");

-- CreateIndex
CREATE INDEX "poll_clock_recount_at_idx" ON "poll_clock"("recount_at");

-- CreateIndex
CREATE INDEX "poll_vote_user_id_idx" ON "poll_vote"("user_id");

-- AddForeignKey
ALTER TABLE "poll_clock" ADD CONSTRAINT "poll_clock_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
