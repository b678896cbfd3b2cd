import { createHmac } from "node:crypto";
import type { Db, Tx } from "@/lib/platform/db";
import { keyFor } from "@/lib/platform/seal";
import { LIMITS } from "@/lib/shared/limits";
import { conflict } from "./errors";

/** A request that may come again under the same key. */
export type KeyedRequest = {
  userId: string;
  key: string;
  /** What was asked for: the operation and its input, as `requestHash` makes it. */
  hash: string;
  operation: string;
};

type StoredAnswerOptions<Out> = {
  /** Fields of the answer that are secrets. */
  shownOnce?: readonly string[] | undefined;
  /** What is kept of the answer, where it isn't all of it. */
  storedForm?: ((answer: Out) => unknown) | undefined;
};

/**
 * What tells one request from another: the operation and its input as it came, before it is checked, since what is in
 * order today may be refused tomorrow. The order of an object's fields does not matter. Keyed with the installation's
 * secret (HMAC-SHA-256), because an input may hold a password.
 */
export function requestHash(operation: string, input: unknown): string {
  const text = JSON.stringify([operation, input], (_name, value) => (isPlain(value) ? sorted(value) : value));
  return createHmac("sha256", keyFor("idempotency")).update(text).digest("hex");
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sorted = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));

/**
 * The first answer to a request that was done already; null where it was not. Looked for before anything of the request is
 * checked. Error: `conflict` for the same key with another request.
 */
export async function findStoredAnswer(db: Db, request: KeyedRequest): Promise<{ answer: unknown } | null> {
  const [first] = await db.$queryRaw<{ inputHash: string; answer: unknown }[]>`
    SELECT input_hash AS "inputHash", answer FROM idempotency_key
     WHERE user_id = ${request.userId}::uuid AND key = ${request.key}
       AND created_at >= now() - make_interval(hours => ${LIMITS.idempotencyHours})`;
  if (!first) return null;
  requireSameRequest(first, request);
  return { answer: first.answer };
}

/**
 * Does something once per person and key: the answer is kept in the same transaction as what it tells of, and the same
 * key again within LIMITS.idempotencyHours gets that answer. A second request at the same time waits for the first; one
 * that is refused keeps nothing. Error: `conflict` for the same key with another request. Without a request it is simply
 * done. (IETF draft-ietf-httpapi-idempotency-key-header.)
 */
export async function idempotent<Out>(
  tx: Tx,
  request: KeyedRequest | null,
  act: () => Promise<Out>,
  options: StoredAnswerOptions<Out> = {},
): Promise<Out> {
  if (request === null) return act();
  if (!(await claimKey(tx, request))) return storedAnswerOf<Out>(tx, request);
  const answer = await act();
  await tx.$executeRaw`
    UPDATE idempotency_key SET answer = ${JSON.stringify(toStoredAnswer(answer, options) ?? null)}::jsonb
     WHERE user_id = ${request.userId}::uuid AND key = ${request.key}`;
  return answer;
}

/**
 * Secrets stand in no row: a retry gets a field of the same shape with nothing in it. Nor does what somebody wrote, which
 * may be deleted by then: a room's last message is left out.
 */
function toStoredAnswer<Out>(answer: Out, { shownOnce = [], storedForm }: StoredAnswerOptions<Out>): unknown {
  const part: unknown = storedForm ? storedForm(answer) : answer;
  if (!isPlain(part)) return part;
  return JSON.parse(
    JSON.stringify(part, (name, value) => {
      if (shownOnce.includes(name)) return Array.isArray(value) ? [] : "";
      return name === "lastMessage" ? null : value;
    }),
  );
}

async function claimKey(tx: Tx, { userId, key, operation, hash }: KeyedRequest): Promise<boolean> {
  await tx.$executeRaw`
    DELETE FROM idempotency_key
     WHERE user_id = ${userId}::uuid AND created_at < now() - make_interval(hours => ${LIMITS.idempotencyHours})`;
  const inserted = await tx.$executeRaw`
    INSERT INTO idempotency_key (user_id, key, operation, input_hash)
    VALUES (${userId}::uuid, ${key}, ${operation}, ${hash}) ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

async function storedAnswerOf<Out>(tx: Tx, request: KeyedRequest): Promise<Out> {
  const first = await tx.idempotencyKey.findUniqueOrThrow({
    where: { userId_key: { userId: request.userId, key: request.key } },
  });
  requireSameRequest(first, request);
  return first.answer as Out;
}

function requireSameRequest({ inputHash }: { inputHash: string }, { hash }: KeyedRequest): void {
  if (inputHash !== hash)
    throw conflict("This Idempotency-Key was used for another request.", "idempotency_key_reused");
}
