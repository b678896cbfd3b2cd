import type { z } from "zod";
import { db } from "@/lib/platform/db";
import type { Actor } from "./actor";
import { type RequiredScope, readCaller } from "./caller";
import { DomainError, isWriteConflict, unauthenticated } from "./errors";
import { findStoredAnswer, type KeyedRequest, requestHash } from "./idempotency";
import { parse } from "./parse";

/**
 * One thing that a person, bot or script can do, written once and reached through every door. It is a function:
 * `await sendMessage(actor, input)`. Throws DomainError for every refusal.
 */
export type Operation<I extends z.ZodType = z.ZodType, Out = unknown> = ((
  actor: Actor,
  input: z.input<I>,
) => Promise<Out>) & {
  readonly key: string;
  readonly summary: string;
  readonly input: I;
  /** True where a caller who has not logged in may call. */
  readonly isPublic: boolean;
  /** True where only administrators may. */
  readonly isAdministrative: boolean;
  /** True where it is done once for an Idempotency-Key. */
  readonly isKeyed: boolean;
};

/** What every operation says of itself. */
export type OperationSpec<I extends z.ZodType> = {
  key: string;
  summary: string;
  input: I;
  /**
   * What the caller's session must be good for: `read` for a query, `write` for what changes something, unless it is said
   * here. `account` is one's own sign-in and security, which no API token reaches; `admin` is for administrators alone.
   */
  needs?: RequiredScope;
  /** Fields of the answer that are secrets: a retry under the same Idempotency-Key gets them empty, and no row keeps them. */
  shownOnce?: readonly string[];
};

/** How an operation answers a request that was made before. */
export type ReplayRules<Out> = {
  isPublic?: boolean;
  /** Whether an Idempotency-Key counts for this input; without it none does. */
  isKeyed?(raw: unknown): boolean;
  /** The answer out of what was kept of it; without it all of it was. */
  replay?(actor: Actor, kept: unknown): Promise<Out>;
  /** What a request that is refused now was answered before, should its input name it. */
  findEarlierAnswer?(actor: Actor, raw: unknown): Promise<{ out: Out } | null>;
};

/** A caller who has not logged in may call it; nothing of theirs is kept under a key. */
export const PUBLIC_CALL = { isPublic: true };
/** It is done once for an Idempotency-Key. */
export const IDEMPOTENT_WRITE = { isKeyed: () => true };

/** The function that an operation is: it checks the input, and gives a request that came before its first answer. */
export function defineOperation<I extends z.ZodType, Out, Prepared>(
  spec: OperationSpec<I> & { prepare?(actor: Actor, input: z.output<I>): Promise<Prepared> },
  { isPublic = false, isKeyed, replay, findEarlierAnswer }: ReplayRules<Out>,
  act: (actor: Actor, input: z.output<I>, prepared: Prepared, request: KeyedRequest | null) => Promise<Out>,
): Operation<I, Out> {
  async function run(actor: Actor, raw: z.input<I>, request: KeyedRequest | null): Promise<Out> {
    const input = parse(spec.input, raw);
    // Nothing slow is done for whom it is not; in the transaction the caller is looked at again.
    if (!isPublic && spec.prepare) await readCaller(db(), actor, spec.needs ?? "write");
    const prepared = (await spec.prepare?.(actor, input)) as Prepared;
    return retryOnConflict(() => act(actor, input, prepared, request));
  }
  async function recall(actor: Actor, request: KeyedRequest | null): Promise<{ out: Out } | null> {
    const first = request && (await findStoredAnswer(db(), request));
    return first && { out: replay ? await replay(actor, first.answer) : (first.answer as Out) };
  }
  async function runOrRecall(actor: Actor, raw: z.input<I>): Promise<Out> {
    if (!isPublic && !actor.sessionId) throw unauthenticated();
    const isRepeatable = actor.idempotencyKey !== undefined && isKeyed?.(raw);
    const request = isRepeatable ? await keyedRequest(spec, actor, raw) : null;
    // The first answer comes before any look at the input: what was in order then may be refused today.
    const before = request && (await recall(actor, request));
    if (before) return before.out;
    try {
      return await run(actor, raw, request);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // The first request may have been done meanwhile.
      const first = (await recall(actor, request)) ?? (await findEarlierAnswer?.(actor, raw));
      if (first) return first.out;
      throw error;
    }
  }
  const { key, summary, input, needs } = spec;
  return Object.assign(runOrRecall, {
    key,
    summary,
    input,
    isPublic,
    isAdministrative: needs === "admin",
    isKeyed: isKeyed !== undefined,
  });
}

/** The request under its Idempotency-Key. The caller is who the rows say, today. */
async function keyedRequest(
  { key, needs = "write" }: { key: string; needs?: RequiredScope },
  actor: Actor,
  raw: unknown,
): Promise<KeyedRequest> {
  const { userId } = await readCaller(db(), actor, needs);
  return { userId, key: actor.idempotencyKey ?? "", operation: key, hash: requestHash(key, raw) };
}

const isRefusal = (error: unknown) =>
  DomainError.is(error) && error.code !== "unauthenticated" && error.code !== "unavailable";

/** Two who meet at a unique index: the second look finds what the other wrote, and refuses in words. */
async function retryOnConflict<Out>(act: () => Promise<Out>): Promise<Out> {
  try {
    return await act();
  } catch (error) {
    if (DomainError.is(error) || !isWriteConflict(error)) throw error;
    return act();
  }
}
