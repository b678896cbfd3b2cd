import type { Bot } from "./bot";
import type { FaultEnvironment } from "./environment";
import { compareNumbers, type Ledger, type Row, type Violations } from "./ledger";

const COLUMNS = "id, room_id, seq, rev, sender_id, client_id, text, deleted_at";

/** Every room's rows, in the order of their numbers. */
export async function readRooms(
  environment: FaultEnvironment,
  roomIds: readonly string[],
): Promise<Map<string, Row[]>> {
  const rooms = new Map<string, Row[]>();
  for (const roomId of roomIds)
    rooms.set(
      roomId,
      await environment.rows<Row>(`SELECT ${COLUMNS} FROM message WHERE room_id = $1 ORDER BY seq`, [roomId]),
    );
  return rooms;
}

/** R01, R05, R07: what was acknowledged is there once, where and as it was acknowledged, in rooms without a hole. */
export function comparePromises(rooms: Map<string, Row[]>, ledger: Ledger, wrongs: Violations): void {
  for (const [roomId, rows] of rooms) compareNumbers(roomId, rows, wrongs);
  ledger.compare([...rooms.values()].flat(), wrongs);
}

/** R08: of all that changed since the last time, each client knows what the rows say; after it, they begin anew. */
export function compareClients(rooms: Map<string, Row[]>, bots: readonly Bot[], wrongs: Violations): void {
  for (const { person, known } of bots)
    for (const [roomId, room] of known.rooms) {
      for (const row of rooms.get(roomId) ?? []) {
        if (row.rev <= room.from) continue;
        const told = room.changed.get(row.id);
        if (
          told?.rev === row.rev &&
          (told.text ?? "") === row.text &&
          Boolean(told.deletedAt) === Boolean(row.deleted_at)
        )
          continue;
        wrongs.note(
          "diverged",
          `${person.userId} has ${told?.rev ?? "nothing"} of ${row.rev} (seq ${row.seq}) in ${roomId}`,
        );
      }
      room.from = room.rev;
      room.changed.clear();
    }
}
