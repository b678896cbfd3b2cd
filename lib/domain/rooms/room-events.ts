import { v7 as uuid } from "uuid";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { WireMessage } from "@/lib/shared/live";
import { toWire } from "@/lib/shared/messages/message-codec";
import type { RoomEvent } from "@/lib/shared/views";
import type { Room } from "@/prisma/generated/client";
import { toMessageView } from "../messages/message-view";

/** Names in a system message; of more people it gives the number. */
const MAX_NAMES = 20;

/** Makes an event about people, such as "Bob added Ada". */
export const peopleEvent = (
  type: RoomEvent["type"],
  names: string[],
  value: string | null = null,
): RoomEvent => ({
  type,
  names: names.slice(0, MAX_NAMES),
  count: names.length,
  value,
});

/** Makes an event about the room itself, such as its new name. */
export const roomEvent = (type: RoomEvent["type"], value: string | null = null): RoomEvent => ({
  type,
  names: [],
  count: 0,
  value,
});

/**
 * Adds system messages for events, in order. `room` has its counters moved already: the last message has its `seq`
 * and `rev`. The text is for bots; people read the event in their language.
 */
export async function addSystemMessages(
  { db, me }: ChangeContext,
  room: Room,
  events: RoomEvent[],
): Promise<WireMessage[]> {
  const lines: WireMessage[] = [];
  for (const [index, event] of events.entries()) {
    const back = events.length - 1 - index;
    const row = await db.message.create({
      data: {
        id: uuid(),
        roomId: room.id,
        seq: room.seq - back,
        rev: room.rev - back,
        senderId: me.userId,
        kind: "system",
        text: textOf(event, me.displayName),
        event,
        clientId: uuid(),
      },
    });
    const { username, displayName, isBot } = me;
    lines.push(
      toWire(toMessageView({ ...row, username, displayName, isBot, attachments: null, thread: null })),
    );
  }
  return lines;
}

/** Returns the English text of an event. */
export function textOf({ type, names, count, value }: RoomEvent, by: string): string {
  const people = count > names.length ? `${count} people` : names.join(", ");
  return `${by} ${TEXTS[type](people, value ?? "")}`;
}

const TEXTS: Record<RoomEvent["type"], (people: string, value: string) => string> = {
  joined: () => "joined the room",
  left: () => "left the room",
  added: (people) => `added ${people}`,
  removed: (people) => `removed ${people}`,
  role: (people, value) => `made ${people} ${value}`,
  renamed: (_people, value) => `renamed the room to ${value}`,
  topic: (_people, value) => (value ? `set the topic to ${value}` : "removed the topic"),
  kind: (_people, value) => `made the room ${value}`,
  password: () => "changed the password",
  asked_again: () => "changed the password; everyone is asked for it again",
  posting: (_people, value) => (value === "moderators" ? "let only moderators post" : "let everyone post"),
  history: (_people, value) =>
    value === "hidden" ? "hid the history from newcomers" : "shows newcomers what is said from now on",
  archived: () => "archived the room",
  restored: () => "restored the room",
};
