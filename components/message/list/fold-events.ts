import type { MessageView, RoomEvent } from "@/lib/shared/views";

export type FoldedEvent = Omit<RoomEvent, "value"> & { by: string; value: string };

/** Comings and goings fold whoever caused them; what somebody did folds with what the same person did. */
const OF_ANYBODY = new Set<RoomEvent["type"]>(["joined", "left"]);

/** Things of one kind that happened in a row, as one: five people who joined are one line and not five. */
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

/** Of people their names are gathered; of a thing that was changed twice the newest counts. */
function together(last: FoldedEvent, next: FoldedEvent): FoldedEvent {
  const fresh = next.names.filter((name) => !last.names.includes(name));
  const again = next.names.length - fresh.length;
  return { ...next, names: [...last.names, ...fresh], count: last.count + next.count - again };
}
