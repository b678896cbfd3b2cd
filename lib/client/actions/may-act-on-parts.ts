import { type MessageOperation, mayActOn } from "@/lib/shared/messages/message-permissions";
import type { MessageView } from "@/lib/shared/views";
import { type mayReactTo, stateOf } from "./may-act-on-message";

type Room = Parameters<typeof mayReactTo>[1];
type Me = Parameters<typeof mayReactTo>[2];

const rightTo =
  (operation: MessageOperation) =>
  (message: MessageView, room: Room, me: Me): boolean =>
    mayActOn(operation, stateOf(message), {
      room,
      asker: { roomRole: room.role, workspaceRole: me.role },
      userId: me.id,
    });

/** True if a reader may remind the people who have not confirmed a message. */
export const mayRemind = rightTo("remind to confirm");

/** True if a reader may confirm a message that asks them to. */
export const mayConfirm = rightTo("confirm");

/** True if a reader may check items of a message's checklist. */
export const mayCheck = rightTo("check");
