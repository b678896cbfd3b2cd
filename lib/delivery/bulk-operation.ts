import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import {
  defineOperation,
  type Operation,
  type OperationSpec,
  type ReplayRules,
} from "@/lib/core/define-operation";
import { idempotent, type KeyedRequest } from "@/lib/core/idempotency";
import { type Bulk, type Perform, sqlOf } from "./commit";
import type { RoomChange } from "./room-change";
import { write } from "./write";

/**
 * Makes an operation whose work is written for many callers by one statement, which checks each caller itself. Use it
 * for the hot path. `toItem` turns the input into an item of the bulk and the rooms that it may change. A request
 * with an Idempotency-Key is written alone, in one transaction with its key.
 */
export function bulkOperation<I extends z.ZodType, Item, Written, Out>(
  spec: OperationSpec<I> & {
    bulk: Bulk<unknown>;
    toItem(actor: Actor, input: z.output<I>): Promise<{ roomIds: string[]; item: Item }>;
    answer(actor: Actor, written: Written): Promise<Out> | Out;
    /** The part of a result that is stored under an Idempotency-Key. */
    storedForm(written: Written): Written;
    /** True if the input itself identifies the request, so that an Idempotency-Key adds nothing. */
    hasOwnKey(raw: unknown): boolean;
    /** Finds the result of the same request by the key in its input; null if there is no key, or no result. */
    findEarlier(actor: Actor, raw: unknown): Promise<Written | null>;
  },
): Operation<I, Out> {
  const replayRules: ReplayRules<Out> = {
    isKeyed: (raw) => !spec.hasOwnKey(raw),
    replay: async (actor, kept) => spec.answer(actor, kept as Written),
    async findEarlierAnswer(actor, raw) {
      const earlier = await spec.findEarlier(actor, raw);
      return earlier && { out: await spec.answer(actor, earlier) };
    },
  };
  return defineOperation(spec, replayRules, async (actor, input, _prepared, request) => {
    const { roomIds, item } = await spec.toItem(actor, input);
    const task = request
      ? { roomIds, perform: writeOneItem(spec, item, request) }
      : { roomIds, bulk: spec.bulk, item };
    return spec.answer(actor, await write<Written>(task));
  });
}

/** Writes one item in a transaction of its own, once for its Idempotency-Key. */
function writeOneItem<Written>(
  { bulk, storedForm }: { bulk: Bulk<unknown>; storedForm(written: Written): Written },
  item: unknown,
  request: KeyedRequest,
): Perform {
  return async (tx) => {
    let changes: RoomChange[] = [];
    const act = async () => {
      const written = await bulk.write(sqlOf(tx), [item]);
      const [outcome] = written.outcomes;
      if (!outcome?.ok) throw outcome?.error ?? new Error("The bulk forgot its item");
      changes = written.changes;
      return outcome.value as Written;
    };
    return { value: await idempotent(tx, request, act, { storedForm }), changes };
  };
}
