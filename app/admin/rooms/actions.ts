"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { addToRooms } from "@/lib/domain/administration/add-to-rooms";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { deleteRoom } from "@/lib/domain/rooms/delete-room";
import { addMembers, removeMember, setMember } from "@/lib/domain/rooms/members/members";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { action } from "@/lib/doors/action";

/** Refreshes the lists behind the dialogs after a change. */
const again = () => refresh();

export const makeRoomAction = action(createRoom, ({ id }) => redirect(`/admin/rooms/${id}`));
export const updateRoomAction = action(updateRoom, again);
export const deleteRoomAction = action(deleteRoom, () => redirect("/admin/rooms"));
export const addMembersAction = action(addMembers, again);
export const setMemberAction = action(setMember, again);
export const removeMemberAction = action(removeMember, again);
export const addToRoomsAction = action(addToRooms, again);
