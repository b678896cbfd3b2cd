-- Neighbouring words have other tokens now (lib/domain/search/tokens.ts): the job for old messages indexes all of them again.
TRUNCATE "message_search", "search_backlog";

INSERT INTO "search_backlog" ("room_id", "before_seq")
SELECT "id", "seq" + 1 FROM "room" WHERE "seq" > 0;
