"use server";

import { addToRooms } from "@/lib/domain/administration/add-to-rooms";
import { deactivatePerson } from "@/lib/domain/administration/deactivate-person";
import { changeRole, reactivatePerson } from "@/lib/domain/administration/people";
import { revokeInvitation } from "@/lib/domain/invitations/invitations";
import { removeMember } from "@/lib/domain/rooms/members/members";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { action } from "@/lib/doors/action";

// One row of several: the list is read again when the last one is done.
export const deactivateOneAction = action(deactivatePerson);
export const reactivateOneAction = action(reactivatePerson);
export const changeOneRoleAction = action(changeRole);
export const addOneToRoomsAction = action(addToRooms);
export const updateOneRoomAction = action(updateRoom);
export const removeOneMemberAction = action(removeMember);
export const revokeOneInvitationAction = action(revokeInvitation);
