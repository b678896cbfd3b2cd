import { createHash } from "node:crypto";
import type pg from "pg";
import { Rng } from "@/tests/support/random";
import { copyIn } from "./copy-in";
import { makeText } from "./texts";
import { idFrom, type Member, type Room, type Workspace } from "./workspace";
import { chance, zipf } from "./zipf";

const SEED = 16;
const FROM = Date.parse("2024-11-29T00:00:00Z");
const UNTIL = Date.parse("2026-11-29T00:00:00Z");
/** With it the largest of 500 rooms has a tenth of all messages. */
const SHIFT = 2;
const EMOJI = ["👍", "🎉", "❤️", "👀", "✅"];
const FILES = [
  "report.pdf",
  "photo.jpg",
  "screenshot.png",
  "отчёт.docx",
  "notes.txt",
  "demo.mp4",
  "data.csv",
];
const TYPES = [
  "application/pdf",
  "image/jpeg",
  "image/png",
  "application/msword",
  "text/plain",
  "video/mp4",
  "text/csv",
];
const KINDS = ["document", "image", "image", "document", "document", "video", "document"];

/** Rows of other tables that messages bring along, written after them. */
type Extras = {
  mentions: [messageId: string, userId: string, roomId: string, seq: number][];
  reactions: [messageId: string, emoji: string, userId: string][];
  files: { messageId: string; roomId: string; seq: number; author: Member; at: Date }[];
  saved: [messageId: string, userId: string, roomId: string, version: number][];
};

/** Writes messages of two years by COPY, in the order of their times, with mentions, reactions, pins and
 * files; and what the job for old messages indexes. */
export async function fillHistory(db: pg.Client, { rooms, people }: Workspace, count: number): Promise<void> {
  const extras: Extras = { mentions: [], reactions: [], files: [], saved: [] };
  const seqs = rooms.map(() => 0);
  await copyIn(
    db,
    `message (id, room_id, seq, rev, sender_id, client_id, text, mention_user_ids, pinned_at, reactions, file_count,
              created_at, edited_at)`,
    messages({ rooms, searcher: people[0]!.id, seqs, extras, count }),
  );
  await writeExtras(db, extras);
  await db.query(
    `UPDATE room r SET seq = x.seq, rev = x.seq + 1, active_at = $3
       FROM unnest($1::uuid[], $2::int[]) AS x (id, seq) WHERE r.id = x.id`,
    [rooms.map(({ id }) => id), seqs, new Date(UNTIL)],
  );
  await db.query("UPDATE membership m SET last_read_seq = r.seq FROM room r WHERE r.id = m.room_id");
  await db.query(
    "INSERT INTO search_backlog (room_id, before_seq) SELECT id, seq + 1 FROM room WHERE seq > 0",
  );
  await db.query("VACUUM ANALYZE");
}

type Source = { rooms: Room[]; searcher: string; seqs: number[]; extras: Extras; count: number };

function* messages({ rooms, searcher, seqs, extras, count }: Source) {
  const rng = new Rng(SEED);
  const names = rooms.map(({ members }) => members.map(({ username }) => username));
  for (let n = 0; n < count; n++) {
    const place = zipf(rng, rooms.length, SHIFT);
    const { id: roomId, members } = rooms[place]!;
    const at = new Date(FROM + Math.floor(((UNTIL - FROM) * n) / count));
    const id = idFrom(rng, at.getTime().toString(16).padStart(12, "0"));
    const author = members[zipf(rng, members.length, 3)]!;
    const text = makeText(rng, names[place]!);
    const seq = ++seqs[place]!;
    const mentioned = mentionedIn(text, members);
    for (const userId of mentioned) extras.mentions.push([id, userId, roomId, seq]);
    const emoji = chance(rng, 0.03) ? rng.of(EMOJI) : null;
    if (emoji) extras.reactions.push([id, emoji, author.id]);
    const hasFile = chance(rng, 0.005);
    if (hasFile) extras.files.push({ messageId: id, roomId, seq, author, at });
    if (chance(rng, 0.001) && members[3]!.id === searcher)
      extras.saved.push([id, searcher, roomId, extras.saved.length + 1]);
    const pinnedAt = chance(rng, 1 / 3_000) ? at : null;
    const reactions = emoji ? JSON.stringify([{ emoji, count: 1, userIds: [author.id] }]) : "[]";
    const editedAt = chance(rng, 0.02) ? at : null;
    const counters = [seq, seq + 1] as const;
    yield [
      ...[id, roomId, ...counters, author.id, `c${n}`, text, mentioned, pinnedAt, reactions, hasFile ? 1 : 0],
      ...[at, editedAt],
    ];
  }
}

const MENTION = /@([a-z]+\.[a-z]+\d+)/g;

function mentionedIn(text: string, members: Member[]): string[] {
  if (!text.includes("@")) return [];
  return [...text.matchAll(MENTION)].flatMap(([, name]) => {
    const member = members.find(({ username }) => username === name);
    return member ? [member.id] : [];
  });
}

const nameOf = (n: number, what: number) => `${n}-${FILES[what]!}`;

async function writeExtras(db: pg.Client, { mentions, reactions, files, saved }: Extras): Promise<void> {
  const rng = new Rng(3);
  await copyIn(db, "mention (message_id, user_id, room_id, seq)", mentions);
  await copyIn(db, "reaction (message_id, emoji, user_id)", reactions);
  await copyIn(db, "saved_message (message_id, user_id, room_id, version)", saved);
  const hashes = FILES.map((name) => createHash("sha256").update(name).digest("hex"));
  await copyIn(
    db,
    "file_content (hash, key, size)",
    hashes.map((hash, n) => [hash, `bench-${n}`, 1_000]),
  );
  const uploads = files.map((file, n) => ({ ...file, id: idFrom(rng), n, what: zipf(rng, FILES.length) }));
  await copyIn(
    db,
    "file (id, uploader_id, hash, name, search_key, type, size, attached_at, created_at)",
    uploads.map(({ id, author, at, n, what }) => [
      ...[id, author.id, hashes[what]!, nameOf(n, what), nameOf(n, what), TYPES[what]!, 1_000, at, at],
    ]),
  );
  await copyIn(
    db,
    "attachment (message_id, file_id, place, room_id, seq, sender_id, kind)",
    uploads.map(({ messageId, id, roomId, seq, author, what }) => [
      ...[messageId, id, 1, roomId, seq, author.id, KINDS[what]!],
    ]),
  );
}
