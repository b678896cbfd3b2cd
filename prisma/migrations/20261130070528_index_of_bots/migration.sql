-- `is:bot` of a search reads all bots: few among many people.
CREATE INDEX "user_bot_idx" ON "user" ("id") WHERE is_bot;
