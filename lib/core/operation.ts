import type { z } from "zod";
import { type Db, db, type Tx } from "@/lib/platform/db";
import { remember } from "@/lib/platform/remember";
import type { Actor } from "./actor";
import { type AuditNote, record } from "./audit";
import { type Caller, holdCaller, type Needs, readCaller } from "./caller";
import { type Bulk, commit, isInLine, type Perform, type RoomWork } from "./commit";
import { DomainError, isRace, unauthenticated } from "./errors";
import { once } from "./idempotency";
import { parse } from "./parse";
import { publishChanges } from "./publish";
import type { RoomChange } from "./room-change";
import { Writer } from "./writer";

/** What a query may use: the rows, and who calls as the rows know them. */
export type Context<Who = Caller> = { db: Db; actor: Actor; me: Who };

/** What an operation may use. What it hands to `afterCommit` runs once its rows are durable; it may still refuse. */
export type WriteContext<Who = Caller> = Context<Who> & {
  db: Tx;
  afterCommit(act: () => void | Promise<void>): void;
};

/** The context of an operation that takes a `rev`: it runs in the writer, and notes down what it changed. */
export type ChangeContext<Who = Caller> = WriteContext<Who> & { changed(change: RoomChange): void };

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
};

type Named<I extends z.ZodType> = {
  key: string;
  summary: string;
  input: I;
  /**
   * What the caller's session must be good for: `read` for a query, `write` for what changes something, unless it is said
   * here. `account` is one's own sign-in and security, which no API token reaches; `admin` is for administrators alone.
   */
  needs?: Needs;
  /** Fields of the answer that are secrets: a retry under the same Idempotency-Key gets them empty, and no row keeps them. */
  shownOnce?: readonly string[];
};

type Body<Ctx, In, Prepared, Found, Out> = {
  /** Slow work that must not stand in a transaction, such as hashing a password. Runs first; nothing is decided here. */
  prepare?(actor: Actor, input: In): Promise<Prepared>;
  /** Loads what is to be acted on through the caller's rights, or refuses. What it returns is what `execute` gets. */
  authorize(ctx: Ctx, input: In, prepared: Prepared): Promise<Found> | Found;
  execute(ctx: Ctx, input: In, found: Found, prepared: Prepared): Promise<Out>;
  /** What the audit log notes of it, in the same transaction; null where nothing happened. */
  audit?(out: Out, ctx: Ctx, found: Found, input: In): AuditNote | null;
};

/** An operation in a transaction of its own: check and act see the same rows. */
export function operation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & Body<WriteContext, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, false, async (actor, input, prepared) =>
    inTransaction(async (tx, afterCommit) => {
      const me = await requireCaller(tx, actor, spec.needs ?? "write");
      const ctx = { db: tx, actor, me, afterCommit };
      return once(tx, requestOf(ctx, spec, input), () => within(ctx, spec, input, prepared));
    }),
  );
}

/** An operation that only reads: no transaction, one look at the caller. */
export function query<I extends z.ZodType, Out, Found = void>(
  spec: Named<I> & Body<Context, z.output<I>, void, Found, Out>,
): Operation<I, Out> {
  return named(spec, false, async (actor, input) => {
    const me = await readCaller(db(), actor, spec.needs ?? "read");
    return within({ db: db(), actor, me }, spec, input, undefined);
  });
}

/** An operation for those who have not logged in, such as logging in. It has a transaction; `me` is nobody. */
export function publicOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & Body<WriteContext<null>, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, true, async (actor, input, prepared) =>
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
  return named(spec, false, (actor, input, prepared) =>
    inWriter(spec, actor, input, prepared, async (ctx) => {
      const me = await requireCaller(ctx.db, actor, spec.needs ?? "write");
      const known = { ...ctx, me };
      return once(ctx.db, requestOf(known, spec, input), () => within(known, spec, input, prepared));
    }),
  );
}

/** An operation that takes a `rev`, for those who have not logged in: registering by an invitation into rooms. */
export function publicRoomOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: Named<I> & InRooms<I, Prepared> & Body<ChangeContext<null>, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return named(spec, true, (actor, input, prepared) =>
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

/** A change of rooms that nobody asks for at this moment: a worker's. It runs in the writer like an operation's. */
export const changeRooms = <Out>(
  roomIds: string[],
  perform: (tx: Tx) => Promise<{ value: Out; changes: RoomChange[] }>,
): Promise<Out> => write<Out>({ roomIds, perform });

/** The process's writer; see Writer. */
export const writer = () =>
  remember("writer", () => new Writer<RoomWork>({ commit, isInLine, publish: publishChanges }));

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

const requestOf = (
  { actor, me }: Context,
  { key, shownOnce }: { key: string; shownOnce?: readonly string[] },
  input: unknown,
) => ({ userId: me.userId, key: actor.idempotencyKey, operation: key, input, shownOnce });

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
  const note = spec.audit?.(out, ctx, found, input);
  if (note)
    await record(ctx.db, { action: spec.key, address: ctx.actor.address, ...byCaller(ctx.me), ...note });
  return out;
}

const byCaller = (me: Caller | null) => (me ? { actor: { id: me.userId, name: me.username } } : {});

function named<I extends z.ZodType, Out, Prepared>(
  spec: Named<I> & { prepare?(actor: Actor, input: z.output<I>): Promise<Prepared> },
  isPublic: boolean,
  act: (actor: Actor, input: z.output<I>, prepared: Prepared) => Promise<Out>,
): Operation<I, Out> {
  async function run(actor: Actor, raw: z.input<I>): Promise<Out> {
    if (!isPublic && !actor.sessionId) throw unauthenticated();
    const input = parse(spec.input, raw);
    // Nothing slow is done for whom it is not; in the transaction the caller is looked at again.
    if (!isPublic && spec.prepare) await readCaller(db(), actor, spec.needs ?? "write");
    const prepared = (await spec.prepare?.(actor, input)) as Prepared;
    return againstRaces(() => act(actor, input, prepared));
  }
  const { key, summary, input, needs } = spec;
  return Object.assign(run, { key, summary, input, isPublic, isAdministrative: needs === "admin" });
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
