import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { AfterCommit } from "@/lib/core/after-commit";
import type { Caller } from "@/lib/core/caller";
import {
  defineOperation,
  IDEMPOTENT_WRITE,
  type Operation,
  type OperationSpec,
  PUBLIC_CALL,
} from "@/lib/core/define-operation";
import { idempotent } from "@/lib/core/idempotency";
import { type OperationBody, requireCaller, runBody, type WriteContext } from "@/lib/core/operation";
import type { RoomChange } from "./room-change";
import { write } from "./write";

/** Context of an operation that takes a `rev`: it runs in the writer, and reports its changes. */
export type ChangeContext<Who = Caller> = WriteContext<Who> & { changed(change: RoomChange): void };

type RoomLocks<I extends z.ZodType, Prepared> = {
  /** Returns the rooms to lock; a new room needs none. */
  rooms(actor: Actor, input: z.output<I>, prepared: Prepared): Promise<string[]> | string[];
};

/**
 * Makes an operation that takes a `rev`. It runs in the writer with its rooms locked, in order with all other changes
 * of them, and its changes go to the hubs after the commit.
 */
export function roomOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: OperationSpec<I> &
    RoomLocks<I, Prepared> &
    OperationBody<ChangeContext, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return defineOperation(spec, IDEMPOTENT_WRITE, (actor, input, prepared, request) =>
    inWriter(spec, actor, input, prepared, async (ctx) => {
      const me = await requireCaller(ctx.db, actor, spec.needs ?? "write");
      const known = { ...ctx, me };
      return idempotent(ctx.db, request, () => runBody(known, spec, input, prepared), spec);
    }),
  );
}

/**
 * Makes an operation that takes a `rev` for callers who have not logged in: registering by an invitation into rooms.
 */
export function publicRoomOperation<I extends z.ZodType, Out, Found = void, Prepared = void>(
  spec: OperationSpec<I> &
    RoomLocks<I, Prepared> &
    OperationBody<ChangeContext<null>, z.output<I>, Prepared, Found, Out>,
): Operation<I, Out> {
  return defineOperation(spec, PUBLIC_CALL, (actor, input, prepared) =>
    inWriter(spec, actor, input, prepared, (ctx) => runBody({ ...ctx, me: null }, spec, input, prepared)),
  );
}

async function inWriter<I extends z.ZodType, Prepared, Out>(
  spec: RoomLocks<I, Prepared>,
  actor: Actor,
  input: z.output<I>,
  prepared: Prepared,
  act: (ctx: Omit<ChangeContext, "me">) => Promise<Out>,
): Promise<Out> {
  const roomIds = await spec.rooms(actor, input, prepared);
  const afterCommit = new AfterCommit();
  const value = await write<Out>({
    roomIds,
    async perform(tx) {
      const changes: RoomChange[] = [];
      const changed = (change: RoomChange) => void changes.push(change);
      const value = await act({ db: tx, actor, changed, ...afterCommit.restart() });
      return { value, changes };
    },
  });
  await afterCommit.run();
  return value;
}
