import { db } from "@/lib/platform/database/db";
import type { DoorResult } from "./doors";
import type { Attempt, ModelRoom } from "./model";

/** Describes the first difference between rows and model; null without one. */
export async function compare(room: ModelRoom): Promise<string | null> {
  const row = await db().room.findUniqueOrThrow({ where: { id: room.id }, include: { memberships: true } });
  room.seq = row.seq;
  const seen = {
    kind: row.kind,
    isArchived: row.archivedAt !== null,
    posting: row.posting,
    history: row.history,
    historyFrom: row.historyFromSeq,
    count: row.memberCount,
    members: row.memberships.map((one) => `${one.userId} ${one.role} ${one.firstVisibleSeq}`).sort(),
  };
  const { kind, isArchived, posting, history, historyFrom } = room;
  const members = [...room.members].map(([id, one]) => `${id} ${one.role} ${one.firstVisible}`).sort();
  const due = { kind, isArchived, posting, history, historyFrom, count: members.length, members };
  return JSON.stringify(seen) === JSON.stringify(due)
    ? null
    : `${JSON.stringify(seen)} and not ${JSON.stringify(due)}`;
}

/** Messages from before somebody may read them. */
export function showsTooMuch(
  { id, members }: ModelRoom,
  { act, me }: Attempt,
  { verdict, out }: DoorResult,
): boolean {
  const from = members.get(me.id)?.firstVisible ?? Number.POSITIVE_INFINITY;
  if (verdict !== "ok") return false;
  if (act === "list messages") return (out as Messages).items.some(({ seq }) => seq < from);
  if (act !== "sync") return false;
  const { rooms: moved, gained } = out as {
    rooms: (Messages & { room: { id: string } })[];
    gained: { id: string }[];
  };
  return (
    moved.some((one) => one.room.id === id && one.items.some(({ seq }) => seq < from)) ||
    (from === Number.POSITIVE_INFINITY && gained.some((one) => one.id === id))
  );
}
type Messages = { items: { seq: number }[] };
