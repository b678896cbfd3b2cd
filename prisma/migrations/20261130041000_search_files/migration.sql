-- CreateTable
CREATE TABLE "file_search" (
    "room_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(6) NOT NULL,
    "tokens" INTEGER[],
    "has_text" BOOLEAN NOT NULL,

    CONSTRAINT "file_search_pkey" PRIMARY KEY ("room_id","seq","number")
);

-- CreateTable
CREATE TABLE "file_text" (
    "hash" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "tokens" INTEGER[],

    CONSTRAINT "file_text_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "file_search_tokens_idx" ON "file_search" USING GIN ("tokens") WITH (fastupdate = off);

-- AddForeignKey
ALTER TABLE "file_text" ADD CONSTRAINT "file_text_hash_fkey" FOREIGN KEY ("hash") REFERENCES "file_content"("hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- Files of messages that are there already are indexed by a job (lib/domain/search/index-old-messages.ts).
INSERT INTO "search_backlog" ("room_id", "before_seq")
SELECT "room_id", max("seq") + 1 FROM "attachment" GROUP BY "room_id"
ON CONFLICT ("room_id") DO UPDATE SET "before_seq" = greatest("search_backlog"."before_seq", excluded."before_seq");
