/** Where a room is shown: by its name where it has one, so that the address bar says where one is. */
export const roomPath = ({ id, name }: { id: string; name: string | null }) =>
  `/rooms/${encodeURIComponent(name ?? id)}`;

/** What an address says after its path, as a page gets it. */
type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Where a room is shown now, for an address that names it otherwise: the message that the address names is kept. */
export function movedRoomPath(room: { id: string; name: string | null }, query: Query): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    [value ?? []].flat().map((one): [string, string] => [key, one]),
  );
  const kept = new URLSearchParams(entries).toString();
  return kept ? `${roomPath(room)}?${kept}` : roomPath(room);
}

/** A path without its percents; as it is where they are broken. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
