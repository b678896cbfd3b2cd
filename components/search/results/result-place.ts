import { roomPath } from "@/lib/shared/rooms/room-path";
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
      href: hrefOf(room, sent.seq),
    };
  }
  const hit = messages.find(({ message }) => `message ${message.id}` === selected) ?? messages[0];
  if (!hit || section === "people" || section === "rooms") return null;
  const { room, message, highlights } = hit;
  const key = `message ${message.id}`;
  return { key, room, seq: message.seq, at: message.createdAt, highlights, href: hrefOf(room, message.seq) };
}

const hrefOf = (room: Place["room"], seq: number) => `${roomPath(room)}?message=${seq}`;
