import type { MyRoomView } from "../views";

/** True while a room is muted. */
export const isMuted = ({ mutedUntil }: Pick<MyRoomView, "mutedUntil">, now: Date): boolean =>
  mutedUntil !== null && new Date(mutedUntil) > now;
