import type { FolderView } from "@/lib/shared/views";
import { placed } from "./placed";

type Folders = readonly FolderView[];

/** The folders sent to the server; one without an id is new. */
export type Arrangement = (Omit<FolderView, "id"> & { id?: string })[];

/** Adds a folder at the end, optionally with a room. */
export const withNew = (folders: Folders, name: string, roomId?: string): Arrangement => [
  ...(roomId ? placed(folders, roomId, null) : folders),
  { name, roomIds: roomId ? [roomId] : [] },
];

export const renamed = (folders: Folders, id: string, name: string): FolderView[] =>
  folders.map((folder) => (folder.id === id ? { ...folder, name } : folder));

export const without = (folders: Folders, id: string): FolderView[] =>
  folders.filter((folder) => folder.id !== id);

/** Moves a folder up (-1) or down (1); at the edge nothing changes. */
export const moved = (folders: Folders, id: string, by: -1 | 1): FolderView[] =>
  shifted(
    folders,
    folders.findIndex((folder) => folder.id === id),
    by,
  );

/** Moves a room up (-1) or down (1) in its folder; at the edge nothing changes. */
export const movedRoom = (folders: Folders, roomId: string, by: -1 | 1): FolderView[] =>
  folders.map((folder) => ({
    ...folder,
    roomIds: shifted(folder.roomIds, folder.roomIds.indexOf(roomId), by),
  }));

function shifted<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  const item = list[at];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(at, 1).toSpliced(to, 0, item);
}
