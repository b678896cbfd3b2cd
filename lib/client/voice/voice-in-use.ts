import { createStore } from "../state/store";

/** True from the first voice message that this page plays: the player's script need not load before. */
export const voiceInUse = createStore((_: boolean, next: boolean) => next, false);
