"use client";

import { useMemo } from "react";
import type { FolderView, MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import type { LiveStatus } from "../connection/live-connection";
import { useStore } from "../state/use-store";
import { type RoomSection, sectionsOf } from "./room-sections";

/** The sections of my sidebar, live. */
export function useRoomSections(): RoomSection[] {
  const { workspace, account } = useChat();
  const rooms = useStore(workspace, (state) => state.rooms);
  const folders = useFolders();
  return useMemo(() => sectionsOf(Object.values(rooms), folders, account.id), [rooms, folders, account.id]);
}

/** My folders, in my order. */
export function useFolders(): readonly FolderView[] {
  return useStore(useChat().workspace, (state) => state.folders);
}

/** Returns whether I am in any room. */
export function useHasRooms(): boolean {
  return useStore(useChat().workspace, ({ rooms }) => Object.keys(rooms).length > 0);
}

/** My rooms by id. */
export function useMyRooms(): Readonly<Record<string, MyRoomView>> {
  return useStore(useChat().workspace, ({ rooms }) => rooms);
}

/** A room, live while I am a member; otherwise as the server rendered it. */
export function useRoom(rendered: MyRoomView): MyRoomView {
  return useStore(useChat().workspace, ({ rooms }) => rooms[rendered.id] ?? rendered);
}

/** Returns whether I am a member now. Someone may have removed me, or another tab may have left. */
export function useIsMember(roomId: string): boolean {
  return useStore(useChat().workspace, ({ rooms }) => roomId in rooms);
}

/** The state of the tab's connection. */
export function useLiveStatus(): LiveStatus {
  return useStore(useChat().status);
}
