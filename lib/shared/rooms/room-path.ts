/** Returns a room's path, by its name if it has one, so that the address bar shows it. */
export const roomPath = ({ id, name }: { id: string; name: string | null }) =>
  `/rooms/${encodeURIComponent(name ?? id)}`;

/** Returns the path of a message by its room's id; of a reply with its thread. */
export const messagePath = ({
  roomId,
  seq,
  threadId,
}: {
  roomId: string;
  seq: number;
  threadId: string | null;
}) => `/rooms/${roomId}${messageQuery({ seq, threadId })}`;

type Addressed = { seq: number; threadId?: string | null | undefined; alsoInRoom?: boolean | undefined };

/** Returns the path of a message in its room; of a reply that the room does not show, in its thread. */
export const messageAddress = (
  room: { id: string; name: string | null },
  { seq, threadId = null, alsoInRoom }: Addressed,
): string => `${roomPath(room)}${messageQuery({ seq, threadId: alsoInRoom ? null : threadId })}`;

const messageQuery = ({ seq, threadId }: { seq: number; threadId: string | null }) =>
  `?message=${seq}${threadId ? `&thread=${threadId}` : ""}`;

/** Query of an address, as a page gets it. */
type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Returns a room's current path for an outdated address, and keeps the query with the message it names. */
export function movedRoomPath(room: { id: string; name: string | null }, query: Query): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    [value ?? []].flat().map((one): [string, string] => [key, one]),
  );
  const kept = new URLSearchParams(entries).toString();
  return kept ? `${roomPath(room)}?${kept}` : roomPath(room);
}

/** Decodes a path; returns it unchanged if its encoding is broken. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
