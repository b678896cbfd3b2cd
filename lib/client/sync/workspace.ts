import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MessagesFrame } from "@/lib/shared/live";
import { levelIn } from "@/lib/shared/messages/notification-level";
import type { FolderView, MyRoomView, Notify, RoomHeads, SyncView } from "@/lib/shared/views";
import { takeContiguous } from "../timeline/take-contiguous";
import { applyFrame } from "./advance-room";
import { NO_MENTIONS } from "./known-mentions";
import { omit } from "./omit";
import { keepReading, newestInLine, takeCounts, withCounts, withOwnState } from "./room-counts";
import type { Workspace } from "./workspace-state";

export type WorkspaceAction =
  | { type: "ready"; rooms: RoomHeads; userRev: number }
  | { type: "frame"; frame: MessagesFrame; isInView: boolean }
  | { type: "waited" }
  | { type: "foreign-digest" }
  | { type: "room"; room: MyRoomView }
  /** The server's counts of a room that is `unsure`. */
  | { type: "counted"; room: MyRoomView }
  | { type: "own"; userRev: number }
  | { type: "gone"; roomId: string }
  | { type: "folders"; folders: readonly FolderView[] }
  /** The general level of my notification settings. */
  | { type: "level"; level: Notify }
  | { type: "synced"; answer: SyncView }
  | { type: "caught-up" }
  | { type: "read"; roomId: string; seq: number }
  | { type: "read-kept"; roomId: string; seq: number }
  | { type: "unread"; roomId: string }
  | { type: "taken-back"; room: MyRoomView };

/** The state of a new page: my rooms and folders as of `userRev`. */
export type Sidebar = {
  userRev: number | null;
  rooms: readonly MyRoomView[];
  folders: readonly FolderView[];
};

/** The workspace that the server rendered. */
export function startWorkspace(me: string, { userRev, rooms, folders }: Sidebar): Workspace {
  const byId = Object.fromEntries(rooms.map((room) => [room.id, room]));
  return {
    me,
    userRev,
    rooms: byId,
    calls: {},
    unsure: {},
    folders,
    outOfOrder: {},
    pendingReads: {},
    isBehind: false,
    missedOwn: false,
    asOf: null,
  };
}

/** Returns whether a frame arrived too early. The missing one may still arrive within `BROWSER_LIMITS.frameHoldMs`. */
export function isWaitingForFrames(workspace: Workspace): boolean {
  return Object.keys(workspace.outOfOrder).length > 0;
}

/** Reduces the workspace. */
export function reduceWorkspace(workspace: Workspace, action: WorkspaceAction): Workspace {
  switch (action.type) {
    case "ready":
      return compareHeads(workspace, action.rooms, action.userRev);
    case "frame":
      return takeFrame(workspace, action.frame, action.isInView);
    case "waited":
      return isWaitingForFrames(workspace) ? { ...workspace, isBehind: true } : workspace;
    case "foreign-digest":
      return { ...workspace, isBehind: true };
    case "room":
      return takeRoom(workspace, action.room);
    case "counted":
      return takeCounts(workspace, action.room);
    case "own":
      return { ...workspace, userRev: next(workspace.userRev, action.userRev) };
    case "gone":
      return without(workspace, action.roomId);
    case "folders":
      return arrange(workspace, action.folders);
    case "level":
      return { ...workspace, rooms: withLevel(workspace.rooms, action.level) };
    case "synced":
      return takeAnswer(workspace, action.answer);
    case "caught-up":
      return { ...workspace, isBehind: false, outOfOrder: {} };
    case "read":
      return read(workspace, action.roomId, action.seq);
    case "read-kept":
      return workspace.pendingReads[action.roomId] === action.seq
        ? { ...workspace, pendingReads: omit(workspace.pendingReads, action.roomId) }
        : workspace;
    case "unread":
      return { ...workspace, pendingReads: omit(workspace.pendingReads, action.roomId) };
    case "taken-back":
      return takeBack(workspace, action.room);
  }
}

/** Moves my own revision by one. After a gap it stays, and a sync follows. */
const next = (known: number | null, told: number) => (known !== null && told === known + 1 ? told : known);

/** Compares the heads of a new connection with the known rooms and revisions. */
function compareHeads(workspace: Workspace, heads: RoomHeads, userRev: number): Workspace {
  const known = Object.values(workspace.rooms);
  const isSame =
    known.length === Object.keys(heads).length && known.every((room) => heads[room.id]?.rev === room.rev);
  const isMine = workspace.userRev === null || workspace.userRev === userRev;
  const adopted = workspace.userRev ?? userRev;
  return { ...workspace, userRev: adopted, isBehind: workspace.isBehind || !isSame || !isMine };
}

function takeFrame(workspace: Workspace, frame: MessagesFrame, isInView: boolean): Workspace {
  if (!workspace.rooms[frame.roomId]) return workspace;
  const waiting = [...(workspace.outOfOrder[frame.roomId] ?? []), frame];
  return drain(
    { ...workspace, outOfOrder: { ...workspace.outOfOrder, [frame.roomId]: waiting } },
    frame.roomId,
    isInView,
  );
}

/** Applies the waiting frames of a room that are now contiguous. */
function drain(workspace: Workspace, roomId: string, isInView: boolean): Workspace {
  const room = workspace.rooms[roomId];
  const waiting = workspace.outOfOrder[roomId];
  if (!room || !waiting) return workspace;
  const { taken, outOfOrder } = takeContiguous(room.rev, waiting);
  const known = {
    room,
    calls: workspace.calls[roomId] ?? NO_MENTIONS,
    isUnsure: roomId in workspace.unsure,
  };
  const moved = taken.reduce((at, frame) => applyFrame(at, frame, workspace.me, isInView), known);
  return {
    ...withCounts(workspace, moved.room, moved.calls),
    unsure: moved.isUnsure ? { ...workspace.unsure, [roomId]: true } : omit(workspace.unsure, roomId),
    outOfOrder:
      outOfOrder.length > 0
        ? { ...workspace.outOfOrder, [roomId]: outOfOrder }
        : omit(workspace.outOfOrder, roomId),
  };
}

function takeRoom(workspace: Workspace, told: MyRoomView): Workspace {
  if (told.role === null) return without(workspace, told.id);
  const known = workspace.rooms[told.id];
  const isPassed = known !== undefined && known.rev > told.rev;
  const room = keepReading(workspace, isPassed ? withOwnState(known, told) : told);
  // Between the two revisions something may have changed without a frame.
  const calls = known && known.rev >= told.rev ? (workspace.calls[told.id] ?? NO_MENTIONS) : NO_MENTIONS;
  const met = withCounts(workspace, room, calls);
  // The counts of an earlier revision: the server may send them because messages moved between the lines.
  const isSameCount = known?.lastReadSeq === told.lastReadSeq && known.unreadCount === told.unreadCount;
  const isGuess = isPassed && !isSameCount && (room.unreadCount > 0 || told.unreadCount > 0);
  const settled = isPassed ? workspace.unsure : omit(workspace.unsure, told.id);
  const unsure = isGuess ? { ...workspace.unsure, [room.id]: true as const } : settled;
  return drain({ ...met, unsure }, room.id, false);
}

function takeAnswer(workspace: Workspace, answer: SyncView): Workspace {
  const told = [...answer.rooms.map(({ room }) => room), ...answer.gained];
  const gained = told.reduce(takeHead, workspace);
  const kept = answer.lost.reduce(without, gained);
  const at = answer.folders ? arrange(kept, answer.folders) : kept;
  const missedOwn = workspace.missedOwn || told.some((room) => isOlder(workspace, room));
  const asOf = Math.min(workspace.asOf ?? answer.userRev, answer.userRev);
  if (answer.nextCursor !== null) return { ...at, missedOwn: missedOwn, asOf };
  // What was missed is asked for again at the next heartbeat.
  return { ...at, userRev: missedOwn ? workspace.userRev : asOf, missedOwn: false, asOf: null };
}

/** An answer older than a frame that was applied is ignored. */
function takeHead(workspace: Workspace, room: MyRoomView): Workspace {
  return isOlder(workspace, room) ? workspace : takeRoom(workspace, room);
}

/** Returns whether frames moved a room past this state of it. The unread count then follows from neither. */
export const isOlder = ({ rooms }: Workspace, { id, rev }: MyRoomView) => (rooms[id]?.rev ?? 0) > rev;

/** Sets the folders. They decide the folder of every room, also of rooms whose own update has not arrived. */
function arrange(workspace: Workspace, folders: readonly FolderView[]): Workspace {
  const folderOf = new Map(folders.flatMap(({ id, roomIds }) => roomIds.map((roomId) => [roomId, id])));
  const rooms = Object.values(workspace.rooms).map((room) => {
    const folderId = folderOf.get(room.id) ?? null;
    return [room.id, room.folderId === folderId ? room : { ...room, folderId }] as const;
  });
  return { ...workspace, folders, rooms: Object.fromEntries(rooms) };
}

/** Applies my general level to the rooms that follow it. */
const withLevel = (rooms: Workspace["rooms"], general: Notify): Workspace["rooms"] =>
  Object.fromEntries(
    Object.entries(rooms).map(([id, room]) => {
      const notify = levelIn(room.kind, room.notifyChoice, general);
      return [id, notify === room.notify ? room : { ...room, notify }];
    }),
  );

function read(workspace: Workspace, roomId: string, seq: number): Workspace {
  const room = workspace.rooms[roomId];
  if (!room || seq < room.lastReadSeq) return workspace;
  const isAll = seq >= newestInLine(room);
  const unreadCount = isAll ? 0 : room.unreadCount;
  const mentionCount = isAll ? room.threadMentionCount : room.mentionCount;
  const calls = workspace.calls[roomId] ?? NO_MENTIONS;
  return {
    ...withCounts(workspace, { ...room, lastReadSeq: seq, unreadCount, mentionCount }, calls),
    unsure: isAll ? omit(workspace.unsure, roomId) : workspace.unsure,
    pendingReads: { ...workspace.pendingReads, [roomId]: seq },
  };
}

/** Returns whether an update of my own state in a room is older than the known one: it arrived late, or twice. */
export const isStale = ({ rooms, userRev }: Workspace, { id, rev }: MyRoomView, told: number | undefined) =>
  told !== undefined && userRev !== null && told < userRev && (rooms[id]?.rev ?? -1) >= rev;

/** Undoes reading: restores the read mark and adds what arrived since. */
function takeBack(workspace: Workspace, { id, lastReadSeq, ...before }: MyRoomView): Workspace {
  const room = workspace.rooms[id];
  if (!room) return workspace;
  const unreadCount = Math.min(BROWSER_LIMITS.unreadCount, before.unreadCount + room.unreadCount);
  const mentionCount = Math.min(
    BROWSER_LIMITS.unreadCount,
    before.mentionCount + room.mentionCount - room.threadMentionCount,
  );
  const rooms = { ...workspace.rooms, [id]: { ...room, lastReadSeq, unreadCount, mentionCount } };
  return { ...workspace, rooms, pendingReads: omit(workspace.pendingReads, id) };
}

function without(workspace: Workspace, roomId: string): Workspace {
  if (!workspace.rooms[roomId]) return workspace;
  return {
    ...workspace,
    rooms: omit(workspace.rooms, roomId),
    calls: omit(workspace.calls, roomId),
    unsure: omit(workspace.unsure, roomId),
    folders: workspace.folders.map((folder) => withoutRoom(folder, roomId)),
    outOfOrder: omit(workspace.outOfOrder, roomId),
    pendingReads: omit(workspace.pendingReads, roomId),
  };
}

const withoutRoom = (folder: FolderView, roomId: string): FolderView =>
  folder.roomIds.includes(roomId)
    ? { ...folder, roomIds: folder.roomIds.filter((id) => id !== roomId) }
    : folder;
