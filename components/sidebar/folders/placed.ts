import type { FolderView } from "@/lib/shared/views";

/** Puts a room into a folder, before another room or at its end; null takes it out of all folders. */
export function placed(
  folders: readonly FolderView[],
  roomId: string,
  folderId: string | null,
  before?: string,
): FolderView[] {
  return folders.map((folder) => {
    const roomIds = folder.roomIds.filter((id) => id !== roomId);
    if (folder.id !== folderId) return { ...folder, roomIds };
    const at = before === undefined ? -1 : roomIds.indexOf(before);
    return { ...folder, roomIds: roomIds.toSpliced(at < 0 ? roomIds.length : at, 0, roomId) };
  });
}
