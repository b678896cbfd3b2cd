import type { Tx } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { type Bulk, commit, isPipelined, type Perform, type RoomWork } from "./commit";
import { wakeCommitReader } from "./commit-work";
import { publishChanges } from "./publish";
import type { RoomChange } from "./room-change";
import { Writer } from "./writer";

/** Runs a worker's change of rooms in the writer, like an operation's. */
export const changeRooms = <Out>(
  roomIds: string[],
  perform: (tx: Tx) => Promise<{ value: Out; changes: RoomChange[] }>,
): Promise<Out> => write<Out>({ roomIds, perform });

/** Returns the process's writer; see Writer. */
export const writer = () => remember("writer", () => new Writer<RoomWork>({ commit, isPipelined, publish }));

function publish(changes: RoomChange[]): void {
  publishChanges(changes);
  wakeCommitReader();
}

type WriteTask = { roomIds: string[] } & ({ perform: Perform } | { bulk: Bulk<unknown>; item: unknown });

/** Gives work to the writer and waits until it is committed or refused. */
export function write<Out>(task: WriteTask): Promise<Out> {
  return new Promise<Out>((resolve, reject) => {
    const done: RoomWork["done"] = (end) => (end.ok ? resolve(end.value as Out) : reject(end.error));
    writer().add({ ...task, done } as RoomWork);
  });
}
