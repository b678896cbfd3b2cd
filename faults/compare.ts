import type { Bot } from "./bot";
import type { FaultEnvironment } from "./environment";
import { compareNumbers, type Ledger, type Row, type Violations } from "./ledger";

const COLUMNS = "id, room_id, seq, rev, sender_id, client_id, text, deleted_at";

/** Reads every room's rows in the order of their numbers. */
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

/**
 * R01, R05, R07: acknowledged messages exist once, with their acknowledged number and text, in rooms without a hole.
 */
export function comparePromises(rooms: Map<string, Row[]>, ledger: Ledger, violations: Violations): void {
  for (const [roomId, rows] of rooms) compareNumbers(roomId, rows, violations);
  ledger.compare([...rooms.values()].flat(), violations);
}

/**
 * R08: each client knows all changes since the last comparison as the rows have them; then the clients start anew.
 */
export function compareClients(
  rooms: Map<string, Row[]>,
  bots: readonly Bot[],
  violations: Violations,
): void {
  for (const { person, known } of bots)
    for (const [roomId, room] of known.rooms) {
      for (const row of rooms.get(roomId) ?? []) {
        if (row.rev <= room.from) continue;
        const change = room.changed.get(row.id);
        if (
          change?.rev === row.rev &&
          (change.text ?? "") === row.text &&
          Boolean(change.deletedAt) === Boolean(row.deleted_at)
        )
          continue;
        violations.note(
          "diverged",
          `${person.userId} has ${change?.rev ?? "nothing"} of ${row.rev} (seq ${row.seq}) in ${roomId}`,
        );
      }
      room.from = room.rev;
      room.changed.clear();
    }
}
