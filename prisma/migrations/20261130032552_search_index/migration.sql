-- CreateTable
CREATE TABLE "message_search" (
    "room_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(6) NOT NULL,
    "tokens" INTEGER[],

    CONSTRAINT "message_search_pkey" PRIMARY KEY ("room_id","seq")
);

-- CreateTable
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,
    "token" INTEGER NOT NULL,
    "grams" INTEGER[],

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "search_removal" (
    "id" BIGSERIAL NOT NULL,
    "tokens" INTEGER[],

    CONSTRAINT "search_removal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_backlog" (
    "room_id" UUID NOT NULL,
    "before_seq" INTEGER NOT NULL,

    CONSTRAINT "search_backlog_pkey" PRIMARY KEY ("room_id")
);

-- CreateIndex
CREATE INDEX "message_search_tokens_idx" ON "message_search" USING GIN ("tokens") WITH (fastupdate = off);

-- CreateIndex
CREATE INDEX "search_word_token_idx" ON "search_word"("token");

-- CreateIndex
CREATE INDEX "search_word_grams_idx" ON "search_word" USING GIN ("grams") WITH (fastupdate = off);

-- Messages that are there already are indexed by a job (lib/domain/search/index-old-messages.ts).
INSERT INTO "search_backlog" ("room_id", "before_seq")
SELECT "id", "seq" + 1 FROM "room" WHERE "seq" > 0;
