import type { z } from "zod";
import { type Db, db, type Tx } from "@/lib/platform/database/db";
import type { Actor } from "./actor";
import { AfterCommit, type CommitHooks } from "./after-commit";
import { type AuditNote, recordAudit } from "./audit";
import { type Caller, lockCaller, type RequiredScope, readCaller } from "./caller";
import {
  defineOperation,
  IDEMPOTENT_WRITE,
  type Operation,
  type OperationSpec,
  PUBLIC_CALL,
} from "./define-operation";
import { idempotent } from "./idempotency";

export type { Operation } from "./define-operation";

/** Context of a query: the rows, and the caller as the rows know them. */
export type Context<Who = Caller> = { db: Db; actor: Actor; me: Who };

/** Context of a write: its transaction, and hooks for after the commit. */
export type WriteContext<Who = Caller> = Context<Who> & CommitHooks & { db: Tx };

/** The parts of an operation that run with its rows. */
export type OperationBody<Ctx, In, Prepared, Found, Out> = {
  /** Slow work that must not stand in a transaction, such as hashing a password. Runs first, and decides nothing. */
  prepare?(actor: Actor, input: In): Promise<Prepared>;
  /** Loads the target through the caller's rights, or refuses. Its result goes to `execute`. */
  authorize(ctx: Ctx, input: In, prepared: Prepared): Promise<Found> | Found;
  execute(ctx: Ctx, input: In, found: Found, prepared: Prepared): Promise<Out>;
  /** Builds the audit entries, written in the same transaction; null if nothing happened. */
  audit?(out: Out, ctx: Ctx, found: Found, input: In): AuditNote | AuditNote[] | null;
};

/** Makes an operation with a transaction of its own: checks and changes see the same rows. */
export function operation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: OperationSpec<I> & OperationBody<WriteContext, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return defineOperation(spec, IDEMPOTENT_WRITE, async (actor, input, prepared, request) =>
    inTransaction(async (tx, hooks) => {
      const me = await requireCaller(tx, actor, spec.needs ?? "write");
      const ctx = { db: tx, actor, me, ...hooks };
      return idempotent(tx, request, () => runBody(ctx, spec, input, prepared), spec);
    }),
  );
}

/** Makes an operation that only reads: no transaction, one check of the caller. */
export function query<I extends z.ZodType, Out, Found = void>(
  spec: OperationSpec<I> & OperationBody<Context, z.output<I>, void, Found, Out>,
): Operation<I, Out> {
  return defineOperation(spec, {}, async (actor, input) => {
    const me = await readCaller(db(), actor, spec.needs ?? "read");
    return runBody({ db: db(), actor, me }, spec, input, undefined);
  });
}

/** Makes an operation for callers who have not logged in, such as logging in. It has a transaction; `me` is null. */
export function publicOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: OperationSpec<I> & OperationBody<WriteContext<null>, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return defineOperation(spec, PUBLIC_CALL, async (actor, input, prepared) =>
    inTransaction((tx, hooks) => runBody({ db: tx, actor, me: null, ...hooks }, spec, input, prepared)),
  );
}

async function inTransaction<Out>(act: (tx: Tx, hooks: CommitHooks) => Promise<Out>): Promise<Out> {
  const afterCommit = new AfterCommit();
  const out = await db().$transaction((tx) => act(tx, afterCommit.restart()));
  await afterCommit.run();
  return out;
}

/** Locks an administrator's own account until the commit; for others only the rows that they change are locked. */
export async function requireCaller(tx: Tx, actor: Actor, needs: RequiredScope): Promise<Caller> {
  if (needs === "admin" && actor.sessionId) await lockCaller(tx, actor);
  return readCaller(tx, actor, needs);
}

/** Runs the parts of an operation one after another, and writes its audit entries. */
export async function runBody<Ctx extends Context<Caller | null>, In, Prepared, Found, Out>(
  ctx: Ctx,
  spec: { key: string } & OperationBody<Ctx, In, Prepared, Found, Out>,
  input: In,
  prepared: Prepared,
): Promise<Out> {
  const found = await spec.authorize(ctx, input, prepared);
  const out = await spec.execute(ctx, input, found, prepared);
  const entries = spec.audit?.(out, ctx, found, input) ?? [];
  for (const note of Array.isArray(entries) ? entries : [entries])
    await recordAudit(ctx.db, { action: spec.key, address: ctx.actor.address, ...byCaller(ctx.me), ...note });
  return out;
}

const byCaller = (me: Caller | null) => (me ? { actor: { id: me.userId, name: me.username } } : {});
