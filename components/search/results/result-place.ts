import { onlyThreadOf } from "@/lib/shared/messages/timeline-key";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import type { Place } from "../preview/preview";
import { fileKey } from "./file-key";
import type { Section } from "./result-tabs";
import type { Found } from "./use-result-rows";

/** The place that is shown beside the list: of the chosen result, else of the first message or file of the section. */
export function placeOf(
  { messages, files }: Found,
  section: Section,
  selected: string | null,
): (Place & { key: string; href: string }) | null {
  const chosen = files.find((hit) => fileKey(hit) === selected);
  const file = section === "files" ? (chosen ?? files[0]) : chosen;
  if (file) {
    const { room, file: sent } = file;
    return {
      key: fileKey(file),
      room,
      seq: sent.seq,
      at: sent.sentAt,
      highlights: [],
      href: messageAddress(room, sent),
    };
  }
  const hit = messages.find(({ message }) => `message ${message.id}` === selected) ?? messages[0];
  if (!hit || section === "people" || section === "rooms") return null;
  const { room, message, highlights } = hit;
  const key = `message ${message.id}`;
  const { seq, createdAt: at } = message;
  return {
    key,
    room,
    rootId: onlyThreadOf(message),
    seq,
    at,
    highlights,
    href: messageAddress(room, message),
  };
}
