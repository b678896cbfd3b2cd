-- CreateEnum
CREATE TYPE "group_makers" AS ENUM ('administrators', 'members');

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "mention_groups" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "group_makers" "group_makers" NOT NULL DEFAULT 'administrators';

-- CreateTable
CREATE TABLE "user_group" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "handle_key" TEXT NOT NULL,
    "handle_look" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_group_member" (
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "user_group_member_pkey" PRIMARY KEY ("group_id","user_id")
);

-- CreateTable
CREATE TABLE "nested_group" (
    "group_id" UUID NOT NULL,
    "nested_id" UUID NOT NULL,

    CONSTRAINT "nested_group_pkey" PRIMARY KEY ("group_id","nested_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_group_handle_key_key" ON "user_group"("handle_key");

-- CreateIndex
CREATE UNIQUE INDEX "user_group_handle_look_key" ON "user_group"("handle_look");

-- CreateIndex
CREATE INDEX "user_group_member_user_id_idx" ON "user_group_member"("user_id");

-- CreateIndex
CREATE INDEX "nested_group_nested_id_idx" ON "nested_group"("nested_id");

-- AddForeignKey
ALTER TABLE "user_group_member" ADD CONSTRAINT "user_group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "user_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_group_member" ADD CONSTRAINT "user_group_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nested_group" ADD CONSTRAINT "nested_group_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "user_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nested_group" ADD CONSTRAINT "nested_group_nested_id_fkey" FOREIGN KEY ("nested_id") REFERENCES "user_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;
