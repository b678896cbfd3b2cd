import type { z } from "zod";
import { db } from "@/lib/platform/database/db";
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
  /** True if a caller who has not logged in may call it. */
  readonly isPublic: boolean;
  /** True if only administrators may call it. */
  readonly isAdministrative: boolean;
  /** True if it honours an Idempotency-Key. */
  readonly isKeyed: boolean;
  /** True where it is written together with others', in batches. */
  readonly isBatched: boolean;
};

/** The parts that every operation declares. */
export type OperationSpec<I extends z.ZodType> = {
  key: string;
  summary: string;
  input: I;
  /**
   * Scope that the session needs; by default `read` for a query and `write` for a change. `account` is a person's own
   * sign-in and security, out of reach for API tokens; `admin` is for administrators alone.
   */
  needs?: RequiredScope;
  /** Secret fields of the answer: a retry under the same Idempotency-Key gets them empty, and no row stores them. */
  shownOnce?: readonly string[];
};

/** Rules for answering a request that was made before. */
export type ReplayRules<Out> = {
  isPublic?: boolean;
  /** True if an Idempotency-Key counts for this input; without it none does. */
  isKeyed?(raw: unknown): boolean;
  /** Builds the answer from its stored form; without it the whole answer is stored. */
  replay?(actor: Actor, kept: unknown): Promise<Out>;
  /** Finds the earlier answer of a refused request by a key in its input. */
  findEarlierAnswer?(actor: Actor, raw: unknown): Promise<{ out: Out } | null>;
};

/** A caller who has not logged in may call it; it stores nothing under an Idempotency-Key. */
export const PUBLIC_CALL = { isPublic: true };
/** The operation runs once for an Idempotency-Key. */
export const IDEMPOTENT_WRITE = { isKeyed: () => true };

/** Builds the function of an operation: it checks the input, and gives a repeated request its first answer. */
export function defineOperation<I extends z.ZodType, Out, Prepared>(
  spec: OperationSpec<I> & { prepare?(actor: Actor, input: z.output<I>): Promise<Prepared> },
  { isPublic = false, isKeyed, replay, findEarlierAnswer }: ReplayRules<Out>,
  act: (actor: Actor, input: z.output<I>, prepared: Prepared, request: KeyedRequest | null) => Promise<Out>,
): Operation<I, Out> {
  async function run(actor: Actor, raw: z.input<I>, request: KeyedRequest | null): Promise<Out> {
    const input = parse(spec.input, raw);
    // Slow preparation only for callers who may call; the transaction checks the caller again.
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
    // The first answer comes before any check of the input: today's rules may refuse what was valid then.
    const before = request && (await recall(actor, request));
    if (before) return before.out;
    try {
      return await run(actor, raw, request);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // The first request may have finished meanwhile.
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
    isBatched: replay !== undefined,
  });
}

/** Returns the request under its Idempotency-Key. The rows say who the caller is. */
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

/**
 * Runs an action again after a unique violation or deadlock: the second run sees the other's row, and refuses in
 * words.
 */
async function retryOnConflict<Out>(act: () => Promise<Out>): Promise<Out> {
  try {
    return await act();
  } catch (error) {
    if (DomainError.is(error) || !isWriteConflict(error)) throw error;
    return act();
  }
}
