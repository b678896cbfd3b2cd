import type { MessageView, RoomEvent } from "@/lib/shared/views";

export type FoldedEvent = { type: RoomEvent["type"]; by: string; names: string[] };

/** Things of one kind that happened in a row, as one: five people who joined are one line and not five. */
export function foldEvents(messages: readonly MessageView[]): FoldedEvent[] {
  const folded: FoldedEvent[] = [];
  for (const { event, sender } of messages) {
    if (!event) continue;
    const last = folded.at(-1);
    const isSame = last?.type === event.type && (event.type !== "added" || last.by === sender.displayName);
    if (isSame) last.names.push(...event.names.filter((name) => !last.names.includes(name)));
    else folded.push({ type: event.type, by: sender.displayName, names: [...event.names] });
  }
  return folded;
}
