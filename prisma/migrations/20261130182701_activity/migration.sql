-- CreateTable
CREATE TABLE "activity" (
    "user_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "message_id" UUID,
    "seq" INTEGER,
    "kinds" TEXT[],
    "keyword" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "activity_pkey" PRIMARY KEY ("user_id","subject_id")
);

-- CreateIndex
CREATE INDEX "activity_user_id_at_subject_id_idx" ON "activity"("user_id", "at", "subject_id");

-- CreateIndex
CREATE INDEX "activity_at_idx" ON "activity"("at");

-- By hand: what happened in the last month, from the rows that were there. A message that is read in its room counts as
-- read in the list; reactions and rooms of before count as read.
WITH month AS (
    SELECT (lpad(to_hex((extract(epoch FROM now() - interval '30 days') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid AS id
),
said AS (
    SELECT x.id, x.room_id, x.seq, x.sender_id, x.reply_to_id, x.mention_all, x.created_at
      FROM message x WHERE x.id >= (SELECT month.id FROM month) AND x.kind = 'user' AND x.deleted_at IS NULL
),
called AS (
    SELECT s.id, n.user_id, 'mention' AS kind FROM said s JOIN mention n ON n.message_id = s.id AND n.is_active
    UNION ALL
    SELECT s.id, m.user_id, 'mention' FROM said s JOIN membership m ON m.room_id = s.room_id
     WHERE s.mention_all AND s.seq > m.joined_seq AND m.user_id <> s.sender_id
    UNION ALL
    SELECT s.id, t.sender_id, 'reply' FROM said s JOIN message t ON t.id = s.reply_to_id AND t.kind = 'user'
     WHERE t.sender_id <> s.sender_id
)
INSERT INTO activity (user_id, subject_id, room_id, message_id, seq, kinds, at)
SELECT c.user_id, s.id, s.room_id, s.id, s.seq, array_agg(DISTINCT c.kind), s.created_at
  FROM called c JOIN said s ON s.id = c.id GROUP BY c.user_id, s.id, s.room_id, s.seq, s.created_at;

INSERT INTO activity (user_id, subject_id, room_id, message_id, seq, kinds, at, read_at)
SELECT x.sender_id, x.id, x.room_id, x.id, x.seq, '{reaction}', max(r.created_at), now()
  FROM reaction r JOIN message x ON x.id = r.message_id AND x.kind = 'user' AND x.deleted_at IS NULL
 WHERE r.created_at > now() - interval '30 days' AND r.user_id <> x.sender_id
 GROUP BY x.sender_id, x.id, x.room_id, x.seq;

INSERT INTO activity (user_id, subject_id, room_id, kinds, at, read_at)
SELECT m.user_id, m.room_id, m.room_id, '{added}', m.joined_at, now()
  FROM membership m JOIN room r ON r.id = m.room_id AND r.kind <> 'direct'
 WHERE m.entry = 'added' AND m.added_by_id <> m.user_id AND m.joined_at > now() - interval '30 days';
