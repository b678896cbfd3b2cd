import { isMuted } from "@/lib/shared/rooms/muted";
import type { MyRoomView, NotificationSettingsView } from "@/lib/shared/views";

type ReactionReader = {
  settings: Pick<NotificationSettingsView, "reactions">;
  /** The room of the message; undefined if it is lost. */
  room: Pick<MyRoomView, "notify" | "mutedUntil"> | undefined;
  isQuiet: boolean;
  /** True while the reader looks at the end of this room on this device. */
  isLooking: boolean;
  now: Date;
};

/** True if the page notifies of a reaction to the reader's own message: by the rules of messages, and their own setting. */
export const wantsReactionNotice = ({ settings, room, isQuiet, isLooking, now }: ReactionReader): boolean =>
  settings.reactions &&
  room !== undefined &&
  room.notify !== "nothing" &&
  !isMuted(room, now) &&
  !isQuiet &&
  !isLooking;
