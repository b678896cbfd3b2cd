import { createHmac } from "node:crypto";
import type { Db, Tx } from "@/lib/platform/database/db";
import { keyFor } from "@/lib/platform/secrets/seal";
import { LIMITS } from "@/lib/shared/limits";
import { conflict } from "./errors";

/** A request that may come again under the same key. */
export type KeyedRequest = {
  userId: string;
  key: string;
  /** Hash of the operation and its input; see `requestHash`. */
  hash: string;
  operation: string;
};

type StoredAnswerOptions<Out> = {
  /** Secret fields of the answer. */
  shownOnce?: readonly string[] | undefined;
  /** Picks the part of the answer to store, if it is not all of it. */
  storedForm?: ((answer: Out) => unknown) | undefined;
};

/**
 * Hashes an operation and its raw input, before any validation, because today's rules may refuse what was valid then.
 * The order of an object's fields does not matter. The hash is keyed with the installation's secret (HMAC-SHA-256),
 * because an input may hold a password.
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
 * Finds the stored answer of a finished request; null if there is none. Call it before anything else is checked.
 *
 * @throws `conflict` for the same key with another request
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
 * Runs an action once per person and key. The answer is stored in the transaction of the action, and the same key
 * gets it again within LIMITS.idempotencyHours. A second request at the same time waits for the first; a refused one
 * stores nothing. Without a request the action simply runs. (IETF draft-ietf-httpapi-idempotency-key-header.)
 *
 * @throws `conflict` for the same key with another request
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
 * Drops secrets from an answer before it is stored: a retry gets an empty field of the same shape. A room's last
 * message is dropped too, because it may be deleted by then.
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
    throw conflict("This Idempotency-Key was already used for another request.", "idempotency_key_reused");
}
