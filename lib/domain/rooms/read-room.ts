import { z } from "zod";
import { query } from "@/lib/core/operation";
import { reference } from "../fields";
import { requireVisibleRoom } from "./access";
import { toMyRoomView } from "./room-view";

/**
 * Reads a room, for its members, and for anyone if its kind is listed: then without its messages. Error: `not_found`.
 */
export const readRoom = query({
  key: "room.read",
  summary: "Get a room",
  input: z.object({ room: reference }),
  authorize: ({ db, me }, { room }) => requireVisibleRoom(db, me, room),
  execute: async (_ctx, _input, room) => toMyRoomView(room),
});
