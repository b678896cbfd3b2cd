import type { z } from "zod";
import { type Db, db, type Tx } from "@/lib/platform/db";
import type { Actor } from "./actor";
import { type AuditNote, record } from "./audit";
import { type Caller, holdCaller, type Needs, readCaller } from "./caller";
import { type Named, named, type Operation, PUBLIC, WRITING } from "./define-operation";
import { once } from "./idempotency";
import type { RoomChange } from "./room-change";
import { write } from "./write";

export { bulkOperation } from "./bulk-operation";
export type { Operation } from "./define-operation";
export { changeRooms, writer } from "./write";

/** What a query may use: the rows, and who calls as the rows know them. */
export type Context<Who = Caller> = { db: Db; actor: Actor; me: Who };

/** What an operation may use. What it hands to `afterCommit` runs once its rows are durable; it may still refuse. */
export type WriteContext<Who = Caller> = Context<Who> & {
  db: Tx;
  afterCommit(act: () => void | Promise<void>): void;
};

/** The context of an operation that takes a `rev`: it runs in the writer, and notes down what it changed. */
export type ChangeContext<Who = Caller> = WriteContext<Who> & { changed(change: RoomChange): void };

type Body<Ctx, In, Prepared, Found, Out> = {
  /** Slow work that must not stand in a transaction, such as hashing a password. Runs first; nothing is decided here. */
  prepare?(actor: Actor, input: In): Promise<Prepared>;
  /** Loads what is to be acted on through the caller's rights, or refuses. What it returns is what `execute` gets. */
  authorize(ctx: Ctx, input: In, prepared: Prepared): Promise<Found> | Found;
  execute(ctx: Ctx, input: In, found: Found, prepared: Prepared): Promise<Out>;
  /** What the audit log notes of it, in the same transaction, one entry or several; null where nothing happened. */
  audit?(out: Out, ctx: Ctx, found: Found, input: In): AuditNote | AuditNote[] | null;
};

/** An operation in a transaction of its own: check and act see the same rows. */
export function operation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & Body<WriteContext, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, WRITING, async (actor, input, prepared, request) =>
    inTransaction(async (tx, afterCommit) => {
      const me = await requireCaller(tx, actor, spec.needs ?? "write");
      const ctx = { db: tx, actor, me, afterCommit };
      return once(tx, request, () => within(ctx, spec, input, prepared), spec);
    }),
  );
}

/** An operation that only reads: no transaction, one look at the caller. */
export function query<I extends z.ZodType, Out, Found = void>(
  spec: Named<I> & Body<Context, z.output<I>, void, Found, Out>,
): Operation<I, Out> {
  return named(spec, {}, async (actor, input) => {
    const me = await readCaller(db(), actor, spec.needs ?? "read");
    return within({ db: db(), actor, me }, spec, input, undefined);
  });
}

/** An operation for those who have not logged in, such as logging in. It has a transaction; `me` is nobody. */
export function publicOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & Body<WriteContext<null>, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, PUBLIC, async (actor, input, prepared) =>
    inTransaction((tx, afterCommit) =>
      within({ db: tx, actor, me: null, afterCommit }, spec, input, prepared),
    ),
  );
}

type InRooms<I extends z.ZodType, Prepared> = {
  /** The rooms to lock; a new room needs none. */
  rooms(actor: Actor, input: z.output<I>, prepared: Prepared): Promise<string[]> | string[];
};

/**
 * An operation that takes a `rev`: it runs in the writer, with its rooms locked, in the order of everything else that
 * changes them, and is told to the hubs after the commit.
 */
export function roomOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & InRooms<I, Prepared> & Body<ChangeContext, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, WRITING, (actor, input, prepared, request) =>
    inWriter(spec, actor, input, prepared, async (ctx) => {
      const me = await requireCaller(ctx.db, actor, spec.needs ?? "write");
      const known = { ...ctx, me };
      return once(ctx.db, request, () => within(known, spec, input, prepared), spec);
    }),
  );
}

/** An operation that takes a `rev`, for those who have not logged in: registering by an invitation into rooms. */
export function publicRoomOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & InRooms<I, Prepared> & Body<ChangeContext<null>, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, PUBLIC, (actor, input, prepared) =>
    inWriter(spec, actor, input, prepared, (ctx) => within({ ...ctx, me: null }, spec, input, prepared)),
  );
}

async function inWriter<I extends z.ZodType, Prepared, Out>(
  spec: InRooms<I, Prepared>,
  actor: Actor,
  input: z.output<I>,
  prepared: Prepared,
  act: (ctx: Omit<ChangeContext, "me">) => Promise<Out>,
): Promise<Out> {
  const roomIds = await spec.rooms(actor, input, prepared);
  const later = new Later();
  const value = await write<Out>({
    roomIds,
    async perform(tx) {
      const changes: RoomChange[] = [];
      const changed = (change: RoomChange) => void changes.push(change);
      const value = await act({ db: tx, actor, changed, afterCommit: later.startingOver() });
      return { value, changes };
    },
  });
  await later.happen();
  return value;
}

/** What is to happen after a commit. A transaction that is tried again starts its list anew. */
class Later {
  private acts: (() => void | Promise<void>)[] = [];

  startingOver(): WriteContext["afterCommit"] {
    this.acts = [];
    return (act) => void this.acts.push(act);
  }

  async happen(): Promise<void> {
    for (const act of this.acts) await act();
  }
}

async function inTransaction<Out>(
  act: (tx: Tx, afterCommit: WriteContext["afterCommit"]) => Promise<Out>,
): Promise<Out> {
  const later = new Later();
  const out = await db().$transaction((tx) => act(tx, later.startingOver()));
  await later.happen();
  return out;
}

/** An administrator stays one until what they do is committed; of others only the rows that they change are locked. */
async function requireCaller(tx: Tx, actor: Actor, needs: Needs): Promise<Caller> {
  if (needs === "admin" && actor.sessionId) await holdCaller(tx, actor);
  return readCaller(tx, actor, needs);
}

async function within<Ctx extends Context<Caller | null>, In, Prepared, Found, Out>(
  ctx: Ctx,
  spec: { key: string } & Body<Ctx, In, Prepared, Found, Out>,
  input: In,
  prepared: Prepared,
): Promise<Out> {
  const found = await spec.authorize(ctx, input, prepared);
  const out = await spec.execute(ctx, input, found, prepared);
  const noted = spec.audit?.(out, ctx, found, input) ?? [];
  for (const note of Array.isArray(noted) ? noted : [noted])
    await record(ctx.db, { action: spec.key, address: ctx.actor.address, ...byCaller(ctx.me), ...note });
  return out;
}

const byCaller = (me: Caller | null) => (me ? { actor: { id: me.userId, name: me.username } } : {});
