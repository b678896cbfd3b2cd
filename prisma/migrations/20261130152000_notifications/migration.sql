-- AlterEnum
ALTER TYPE "notify" ADD VALUE 'keywords';

-- AlterTable
ALTER TABLE "membership" ALTER COLUMN "notify" DROP NOT NULL,
ALTER COLUMN "notify" DROP DEFAULT;

-- By hand: "everything" was every new member's level. It is now that of people who have no settings, so a membership
-- without a level goes on as before.
UPDATE "membership" SET "notify" = NULL WHERE "notify" = 'everything';

-- CreateTable
CREATE TABLE "notification_settings" (
    "user_id" UUID NOT NULL,
    "level" "notify" NOT NULL DEFAULT 'everything',
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "own_name" TEXT NOT NULL DEFAULT 'off',
    "push" BOOLEAN NOT NULL DEFAULT true,
    "push_while_active" BOOLEAN NOT NULL DEFAULT false,
    "mail" TEXT NOT NULL DEFAULT 'never',
    "mail_delay_minutes" INTEGER NOT NULL DEFAULT 60,
    "digest" TEXT NOT NULL DEFAULT 'daily',
    "digest_room_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "reactions" BOOLEAN NOT NULL DEFAULT true,
    "sound" TEXT NOT NULL DEFAULT 'soft',
    "mention_sound" TEXT NOT NULL DEFAULT 'soft',
    "thread_replies" TEXT NOT NULL DEFAULT 'everything',
    "badge" TEXT NOT NULL DEFAULT 'mentions',

    CONSTRAINT "notification_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "server_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'computer',
    "shows" TEXT NOT NULL DEFAULT 'text',
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),
    "last_status" INTEGER,
    "refusals" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_delivery" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "subscription_id" UUID,
    "name" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_held" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "run_token" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "notification_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kept_secret" (
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_secret_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_endpoint_key" ON "push_subscription"("endpoint");

-- CreateIndex
CREATE INDEX "push_subscription_user_id_idx" ON "push_subscription"("user_id");

-- CreateIndex
CREATE INDEX "push_subscription_session_id_idx" ON "push_subscription"("session_id");

-- CreateIndex
CREATE INDEX "notification_delivery_state_due_at_idx" ON "notification_delivery"("state", "due_at");

-- CreateIndex
CREATE INDEX "notification_delivery_user_id_state_idx" ON "notification_delivery"("user_id", "state");

-- CreateIndex
CREATE INDEX "notification_delivery_subscription_id_idx" ON "notification_delivery"("subscription_id");

-- CreateIndex
CREATE INDEX "notification_delivery_created_at_idx" ON "notification_delivery"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_delivery_message_id_user_id_target_key" ON "notification_delivery"("message_id", "user_id", "target");

-- AddForeignKey
ALTER TABLE "notification_settings" ADD CONSTRAINT "notification_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "push_subscription"("id") ON DELETE SET NULL ON UPDATE CASCADE;
