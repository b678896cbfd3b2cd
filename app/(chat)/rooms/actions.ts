"use server";

import { redirect } from "next/navigation";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { joinRoom } from "@/lib/domain/rooms/join-room";
import { leaveRoom } from "@/lib/domain/rooms/leave-room";
import { action } from "@/lib/doors/action";
import { roomPath } from "@/lib/shared/room-path";

export const createRoomAction = action(createRoom, (room) => redirect(roomPath(room)));
export const joinRoomAction = action(joinRoom, (room) => redirect(roomPath(room)));
export const leaveRoomAction = action(leaveRoom, () => redirect("/"));
