"use server";

import { redirect } from "next/navigation";
import { addBookmark } from "@/lib/domain/rooms/bookmarks/add-bookmark";
import { removeBookmark, updateBookmark } from "@/lib/domain/rooms/bookmarks/change-bookmark";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { deleteRoom } from "@/lib/domain/rooms/delete-room";
import { arrangeFolders } from "@/lib/domain/rooms/folders";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { addMembers, removeMember, setMember } from "@/lib/domain/rooms/members/members";
import { setRoomSettings } from "@/lib/domain/rooms/room-settings";
import { startDirect } from "@/lib/domain/rooms/start-direct";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { action } from "@/lib/doors/action";
import { movedRoomPath, roomPath } from "@/lib/shared/rooms/room-path";

export const createRoomAction = action(createRoom, (room) => redirect(roomPath(room)));
export const joinRoomAction = action(joinRoom, (room, form) => {
  const message = form.get("message");
  redirect(movedRoomPath(room, typeof message === "string" ? { message } : {}));
});
export const leaveRoomAction = action(leaveRoom, () => redirect("/"));
export const deleteRoomAction = action(deleteRoom, () => redirect("/"));
export const updateRoomAction = action(updateRoom);
export const startGroupAction = action(createRoom);
export const startDirectAction = action(startDirect);
export const addMembersAction = action(addMembers);
export const setMemberAction = action(setMember);
export const removeMemberAction = action(removeMember);
export const setRoomSettingsAction = action(setRoomSettings);
export const addBookmarkAction = action(addBookmark);
export const updateBookmarkAction = action(updateBookmark);
export const removeBookmarkAction = action(removeBookmark);
export const arrangeFoldersAction = action(arrangeFolders);
