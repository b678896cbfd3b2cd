import type pg from "pg";
import { v7 as uuid } from "uuid";
import { type CorpusMessage, relevanceCorpus } from "./corpus";

/** A message of the corpus as it is in the database. */
type Written = CorpusMessage & { id: string; seq: number };

/**
 * Writes the judged corpus as if it had been sent: its rooms, the other authors, the messages, and `commit_work`, from which
 * it is indexed. Anna is in all rooms, and reads those in which she writes.
 * @param anna id of the person who asks, who wrote some of the messages
 * @returns the messages' keys by their ids
 */
export async function writeCorpus(db: Pick<pg.Client, "query">, anna: string): Promise<Map<string, string>> {
  const corpus = relevanceCorpus(new Date());
  const people = new Map(unique(corpus, "author").map((name) => [name, name === "anna" ? anna : uuid()]));
  const rooms = new Map(unique(corpus, "room").map((name) => [name, uuid()]));
  const seqs = new Map<string, number>();
  const messages = corpus.map((message): Written => {
    const seq = (seqs.get(message.room) ?? 0) + 1;
    seqs.set(message.room, seq);
    return { ...message, seq, id: uuid({ msecs: message.sentAt.getTime() }) };
  });
  await writePeople(db, people);
  await writeRooms(db, { rooms, people, seqs, anna });
  await writeMessages(db, { rooms, people, messages });
  await db.query(
    `UPDATE membership m SET last_read_seq = r.seq
       FROM room r WHERE r.id = m.room_id AND m.user_id = $1
        AND EXISTS (SELECT FROM message x WHERE x.room_id = r.id AND x.sender_id = $1)`,
    [anna],
  );
  await db.query(
    "INSERT INTO commit_work (room_id, from_seq, to_seq) SELECT id, 1, seq FROM room WHERE seq > 0",
  );
  return new Map(messages.map(({ id, key }) => [id, key]));
}

const unique = (corpus: readonly CorpusMessage[], what: "author" | "room") => [
  ...new Set(corpus.map((message) => message[what])),
];

type Db = Pick<pg.Client, "query">;
type Ids = Map<string, string>;

const writePeople = (db: Db, people: Ids) =>
  db.query(
    `INSERT INTO "user" (id, username, username_key, display_name)
     SELECT id, name, name, initcap(name) FROM unnest($1::uuid[], $2::text[]) AS p (id, name)
     ON CONFLICT (id) DO NOTHING`,
    [[...people.values()], [...people.keys()]],
  );

type Rooms = { rooms: Ids; people: Ids; seqs: Map<string, number>; anna: string };

async function writeRooms(db: Db, { rooms, people, seqs, anna }: Rooms): Promise<void> {
  await db.query(
    `INSERT INTO room (id, kind, name, name_key, seq, rev, member_count, created_by_id)
     SELECT id, 'open', name, name, seq, seq + 1, $4, $5
       FROM unnest($1::uuid[], $2::text[], $3::int[]) AS r (id, name, seq)`,
    [
      [...rooms.values()],
      [...rooms.keys()],
      [...rooms.keys()].map((name) => seqs.get(name)),
      people.size,
      anna,
    ],
  );
  await db.query(
    "INSERT INTO membership (room_id, user_id) SELECT r, u FROM unnest($1::uuid[]) r, unnest($2::uuid[]) u",
    [[...rooms.values()], [...people.values()]],
  );
}

type Messages = { rooms: Ids; people: Ids; messages: readonly Written[] };

const writeMessages = (db: Db, { rooms, people, messages }: Messages) =>
  db.query(
    `INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
     SELECT id, room, seq, seq + 1, sender, id::text, text, at
       FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[])
            AS m (id, room, seq, sender, text, at)`,
    [
      messages.map(({ id }) => id),
      messages.map(({ room }) => rooms.get(room)),
      messages.map(({ seq }) => seq),
      messages.map(({ author }) => people.get(author)),
      messages.map(({ text }) => text),
      messages.map(({ sentAt }) => sentAt),
    ],
  );
