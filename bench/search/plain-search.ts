import type pg from "pg";
import type { PlainQuery } from "./queries";

// What users would have otherwise, over SQL and without the way through a server: PostgreSQL's text search, as most
// chat programs use it, and ILIKE. Both with the same rights, the newest twenty.

const INDEX = "bench_plain_text_search";

/** Makes the index that text search needs. */
export const makePlainIndex = (db: pg.Client) =>
  db.query(`CREATE INDEX ${INDEX} ON message USING gin (to_tsvector('russian', text))`);

/** Returns the bytes of that index. */
export async function plainIndexBytes(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ bytes: string }>("SELECT pg_relation_size($1::regclass) AS bytes", [
    INDEX,
  ]);
  return Number(rows[0]!.bytes);
}

type Statement = { text: string; values: unknown[] };

/** Returns the statement of text search; null where the query cannot be expressed. */
export function textSearch(query: PlainQuery, searcher: string): Statement | null {
  const { words, prefix } = query;
  if (words === undefined && prefix === undefined) return null;
  return statement(query, searcher, (add) => {
    const tsquery =
      words === undefined ? `to_tsquery('russian', ${add(`${prefix}:*`)})` : asWords(add(words));
    return [`to_tsvector('russian', m.text) @@ ${tsquery}`];
  });
}

const asWords = (parameter: string) => `websearch_to_tsquery('russian', ${parameter})`;

/** Returns the statement of ILIKE; null where the query cannot be expressed. */
export function likeSearch(query: PlainQuery, searcher: string): Statement | null {
  const { parts, not = [] } = query;
  if (!parts) return null;
  return statement(query, searcher, (add) => [
    ...parts.map((part) => `m.text ILIKE ${add(`%${part}%`)}`),
    ...not.map((part) => `m.text NOT ILIKE ${add(`%${part}%`)}`),
  ]);
}

function statement(
  query: PlainQuery,
  searcher: string,
  match: (add: (value: unknown) => string) => string[],
): Statement {
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const member = add(searcher);
  const conditions = match(add);
  if (query.from)
    conditions.push(`m.sender_id = (SELECT id FROM "user" WHERE username_key = ${add(query.from)})`);
  if (query.in) conditions.push(`m.room_id = (SELECT id FROM room WHERE name_key = ${add(query.in)})`);
  if (query.after) conditions.push(`m.created_at >= ${add(query.after)}::timestamptz`);
  if (query.before) conditions.push(`m.created_at < ${add(query.before)}::timestamptz`);
  const text = `
    SELECT m.* FROM message m
      JOIN membership x ON x.room_id = m.room_id AND x.user_id = ${member} AND m.seq >= x.first_visible_seq
     WHERE m.deleted_at IS NULL AND ${conditions.join(" AND ")}
     ORDER BY m.id DESC LIMIT 20`;
  return { text, values };
}
