/** Where a room is shown: by its name where it has one, so that the address bar says where one is. */
export const roomPath = ({ id, name }: { id: string; name: string | null }) =>
  `/rooms/${encodeURIComponent(name ?? id)}`;
