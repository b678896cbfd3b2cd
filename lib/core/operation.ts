import type { z } from "zod";
import { type Db, db, type Tx } from "@/lib/platform/db";
import { remember } from "@/lib/platform/remember";
import type { Actor } from "./actor";
import { type Caller, readCaller } from "./caller";
import { type Bulk, commit, type Perform, type RoomWork } from "./commit";
import { DomainError, isRace } from "./errors";
import { once } from "./idempotency";
import { parse } from "./parse";
import { publishChanges } from "./publish";
import type { RoomChange } from "./room-change";
import { Writer } from "./writer";

/** What a query may use: the rows, and who calls as the rows know them. */
export type Context<Who = Caller> = { db: Db; actor: Actor; me: Who };

/** What an operation may use. What it hands to `afterCommit` runs once its rows are durable; it may still refuse. */
export type WriteContext<Who = Caller> = Context<Who> & { db: Tx; afterCommit(act: () => void): void };

/** The context of an operation that takes a `rev`: it runs in the writer, and notes down what it changed. */
export type ChangeContext = WriteContext & { changed(change: RoomChange): void };

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
};

type Named<I extends z.ZodType> = { key: string; summary: string; input: I };

type Body<Ctx, In, Prepared, Scope, Out> = {
  /** Slow work that must not stand in a transaction, such as hashing a password. Runs first; nothing is decided here. */
  prepare?(actor: Actor, input: In): Promise<Prepared>;
  /** Loads what is to be acted on through the caller's rights, or refuses. What it returns is what `execute` gets. */
  authorize(ctx: Ctx, input: In, prepared: Prepared): Promise<Scope> | Scope;
  execute(ctx: Ctx, input: In, scope: Scope, prepared: Prepared): Promise<Out>;
};

/** An operation in a transaction of its own: check and act see the same rows. */
export function operation<I extends z.ZodType, Out, Scope = void, Prepared = void>(
  spec: Named<I> & Body<WriteContext, z.output<I>, Prepared, Scope, Out>,
): Operation<I, Out> {
  return named(spec, false, async (actor, input, prepared) =>
    inTransaction(async (tx, afterCommit) => {
      const me = await readCaller(tx, actor);
      const ctx = { db: tx, actor, me, afterCommit };
      return once(tx, requestOf(ctx, spec.key, input), () => within(ctx, spec, input, prepared));
    }),
  );
}

/** An operation that only reads: no transaction, one look at the caller. */
export function query<I extends z.ZodType, Out, Scope = void>(
  spec: Named<I> & Body<Context, z.output<I>, void, Scope, Out>,
): Operation<I, Out> {
  return named(spec, false, async (actor, input) =>
    within({ db: db(), actor, me: await readCaller(db(), actor) }, spec, input, undefined),
  );
}

/** An operation for those who have not logged in, such as logging in. It has a transaction; `me` is nobody. */
export function publicOperation<I extends z.ZodType, Out, Scope = void, Prepared = void>(
  spec: Named<I> & Body<WriteContext<null>, z.output<I>, Prepared, Scope, Out>,
): Operation<I, Out> {
  return named(spec, true, async (actor, input, prepared) =>
    inTransaction((tx, afterCommit) =>
      within({ db: tx, actor, me: null, afterCommit }, spec, input, prepared),
    ),
  );
}

/**
 * An operation that takes a `rev`: it runs in the writer, with its rooms locked, in the order of everything else that
 * changes them, and is told to the hubs after the commit. `rooms` names the rooms to lock; a new room needs none.
 */
export function roomOperation<I extends z.ZodType, Out, Scope = void, Prepared = void>(
  spec: Named<I> & {
    rooms(actor: Actor, input: z.output<I>, prepared: Prepared): Promise<string[]> | string[];
  } & Body<ChangeContext, z.output<I>, Prepared, Scope, Out>,
): Operation<I, Out> {
  return named(spec, false, async (actor, input, prepared) => {
    const roomIds = await spec.rooms(actor, input, prepared);
    const later = new Later();
    const value = await write<Out>({
      roomIds,
      async perform(tx) {
        const changes: RoomChange[] = [];
        const changed = (change: RoomChange) => void changes.push(change);
        const me = await readCaller(tx, actor);
        const ctx = { db: tx, actor, me, changed, afterCommit: later.startingOver() };
        const act = () => within(ctx, spec, input, prepared);
        return { value: await once(tx, requestOf(ctx, spec.key, input), act), changes };
      },
    });
    later.happen();
    return value;
  });
}

/**
 * An operation whose work is written for many callers by one statement, which checks each caller itself: the form for
 * what must be fast. `draft` turns the input into an item of the bulk and the rooms that it may move.
 */
export function bulkOperation<I extends z.ZodType, Item, Written, Out>(
  spec: Named<I> & {
    bulk: Bulk<unknown>;
    draft(actor: Actor, input: z.output<I>): Promise<{ roomIds: string[]; item: Item }>;
    answer(actor: Actor, written: Written): Promise<Out> | Out;
  },
): Operation<I, Out> {
  return named(spec, false, async (actor, input) => {
    const { roomIds, item } = await spec.draft(actor, input);
    return spec.answer(actor, await write<Written>({ roomIds, bulk: spec.bulk, item }));
  });
}

/** The process's writer; see Writer. */
export const writer = () =>
  remember("writer", () => new Writer<RoomWork>({ commit, publish: publishChanges }));

type Task = { roomIds: string[] } & ({ perform: Perform } | { bulk: Bulk<unknown>; item: unknown });

/** Gives work to the writer and waits until it is committed, or refused. */
function write<Out>(task: Task): Promise<Out> {
  return new Promise<Out>((resolve, reject) => {
    const done: RoomWork["done"] = (end) => (end.ok ? resolve(end.value as Out) : reject(end.error));
    writer().add({ ...task, done } as RoomWork);
  });
}

/** What is to happen after a commit. A transaction that is tried again starts its list anew. */
class Later {
  private acts: (() => void)[] = [];

  startingOver(): (act: () => void) => void {
    this.acts = [];
    return (act) => void this.acts.push(act);
  }

  happen(): void {
    for (const act of this.acts) act();
  }
}

async function inTransaction<Out>(
  act: (tx: Tx, afterCommit: (act: () => void) => void) => Promise<Out>,
): Promise<Out> {
  const later = new Later();
  const out = await db().$transaction((tx) => act(tx, later.startingOver()));
  later.happen();
  return out;
}

const requestOf = ({ actor, me }: Context, operation: string, input: unknown) => ({
  userId: me.userId,
  key: actor.idempotencyKey,
  operation,
  input,
});

async function within<Ctx, In, Prepared, Scope, Out>(
  ctx: Ctx,
  spec: Body<Ctx, In, Prepared, Scope, Out>,
  input: In,
  prepared: Prepared,
): Promise<Out> {
  return spec.execute(ctx, input, await spec.authorize(ctx, input, prepared), prepared);
}

function named<I extends z.ZodType, Out, Prepared>(
  spec: Named<I> & { prepare?(actor: Actor, input: z.output<I>): Promise<Prepared> },
  isPublic: boolean,
  act: (actor: Actor, input: z.output<I>, prepared: Prepared) => Promise<Out>,
): Operation<I, Out> {
  async function run(actor: Actor, raw: z.input<I>): Promise<Out> {
    const input = parse(spec.input, raw);
    const prepared = (await spec.prepare?.(actor, input)) as Prepared;
    return againstRaces(() => act(actor, input, prepared));
  }
  return Object.assign(run, { key: spec.key, summary: spec.summary, input: spec.input, isPublic });
}

/** Two who meet at a unique index: the second look finds what the other wrote, and refuses in words. */
async function againstRaces<Out>(act: () => Promise<Out>): Promise<Out> {
  try {
    return await act();
  } catch (error) {
    if (DomainError.is(error) || !isRace(error)) throw error;
    return act();
  }
}
