import type { z } from "zod";
import type { Actor } from "./actor";
import { type Bulk, type Perform, sqlOf } from "./commit";
import { defineOperation, type Operation, type OperationSpec, type ReplayRules } from "./define-operation";
import { idempotent, type KeyedRequest } from "./idempotency";
import type { RoomChange } from "./room-change";
import { write } from "./write";

/**
 * An operation whose work is written for many callers by one statement, which checks each caller itself: the form for
 * what must be fast. `draft` turns the input into an item of the bulk and the rooms that it may move. Under an
 * Idempotency-Key it is written by itself, in one transaction with the key.
 */
export function bulkOperation<I extends z.ZodType, Item, Written, Out>(
  spec: OperationSpec<I> & {
    bulk: Bulk<unknown>;
    toItem(actor: Actor, input: z.output<I>): Promise<{ roomIds: string[]; item: Item }>;
    answer(actor: Actor, written: Written): Promise<Out> | Out;
    /** What is kept of what was written, under an Idempotency-Key. */
    storedForm(written: Written): Written;
    /** Whether the input names the request itself, so that an Idempotency-Key has nothing to add. */
    hasOwnKey(raw: unknown): boolean;
    /** What the same request made earlier, by the name in its input; null where it has none, or nothing was made. */
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

/** Writes one item of a bulk in a transaction of its own, once for its key. */
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
