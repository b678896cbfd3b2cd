import { createHash } from "node:crypto";
import type { Tx } from "@/lib/platform/db";
import { LIMITS } from "@/lib/shared/limits";
import { conflict } from "./errors";

type Request = {
  userId: string;
  key: string | undefined;
  operation: string;
  input: unknown;
  shownOnce?: readonly string[] | undefined;
};

/**
 * Does something once per person and key: the answer is kept in the same transaction as what it tells of, and the same
 * key again within LIMITS.idempotencyHours gets that answer. A second request at the same time waits for the first. Error:
 * `conflict` for the same key with another input. Without a key it is simply done. (IETF draft-ietf-httpapi-idempotency-key-header.)
 */
export async function once<Out>(tx: Tx, request: Request, act: () => Promise<Out>): Promise<Out> {
  if (request.key === undefined) return act();
  const hash = createHash("sha256")
    .update(`${request.operation} ${JSON.stringify(request.input)}`)
    .digest("hex");
  if (!(await claim(tx, request, hash))) return answerOf<Out>(tx, request, hash);
  const answer = await act();
  await tx.$executeRaw`
    UPDATE idempotency_key SET answer = ${JSON.stringify(withoutSecrets(answer, request.shownOnce) ?? null)}::jsonb
     WHERE user_id = ${request.userId}::uuid AND key = ${request.key}`;
  return answer;
}

/** Secrets stand in no row: a retry gets a field of the same shape with nothing in it. */
function withoutSecrets<Out>(answer: Out, secrets: readonly string[] = []): unknown {
  if (secrets.length === 0 || typeof answer !== "object" || answer === null) return answer;
  const empty = (value: unknown) => (Array.isArray(value) ? [] : "");
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, secrets.includes(name) ? empty(value) : value]),
  );
}

async function claim(tx: Tx, { userId, key, operation }: Request, hash: string): Promise<boolean> {
  await tx.$executeRaw`
    DELETE FROM idempotency_key
     WHERE user_id = ${userId}::uuid AND created_at < now() - make_interval(hours => ${LIMITS.idempotencyHours})`;
  const inserted = await tx.$executeRaw`
    INSERT INTO idempotency_key (user_id, key, operation, input_hash)
    VALUES (${userId}::uuid, ${key}, ${operation}, ${hash}) ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

async function answerOf<Out>(tx: Tx, { userId, key }: Request, hash: string): Promise<Out> {
  const first = await tx.idempotencyKey.findUniqueOrThrow({
    where: { userId_key: { userId, key: key ?? "" } },
  });
  if (first.inputHash === hash) return first.answer as Out;
  throw conflict("This Idempotency-Key was used for another request.", "idempotency_key_reused");
}
