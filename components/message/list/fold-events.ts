import type { MessageView, RoomEvent } from "@/lib/shared/views";

export type FoldedEvent = Omit<RoomEvent, "value"> & { by: string; value: string };

/** Joins and leaves fold across people; other events fold only if the same person caused them. */
const OF_ANYBODY = new Set<RoomEvent["type"]>(["joined", "left"]);

/** Folds consecutive events of one kind: five people who joined make one line. */
export function foldEvents(messages: readonly MessageView[]): FoldedEvent[] {
  const folded: FoldedEvent[] = [];
  for (const { event, sender } of messages) {
    if (!event) continue;
    const next = { ...event, names: [...event.names], by: sender.displayName, value: event.value ?? "" };
    const last = folded.at(-1);
    if (last && isSame(last, next)) folded[folded.length - 1] = together(last, next);
    else folded.push(next);
  }
  return folded;
}

const isSame = (last: FoldedEvent, next: FoldedEvent) =>
  last.type === next.type &&
  (OF_ANYBODY.has(next.type) || last.by === next.by) &&
  (next.type !== "role" || last.value === next.value);

/** Merges two events: names of people are collected; of repeated changes the latest counts. */
function together(last: FoldedEvent, next: FoldedEvent): FoldedEvent {
  const fresh = next.names.filter((name) => !last.names.includes(name));
  const again = next.names.length - fresh.length;
  return { ...next, names: [...last.names, ...fresh], count: last.count + next.count - again };
}
