"use client";

import { createContext, use } from "react";

type Choice = readonly [isOn: boolean, choose: (isOn: boolean) => void];

/** Given by an open thread to everything that sends from it. */
export const AlsoInRoomContext = createContext<Choice>([false, () => {}]);

/**
 * Returns the choice of an open thread: true if its next message stands among the room's messages too, and a function that
 * sets it. A room's own composer has no such choice: it is off.
 */
export const useAlsoInRoom = (): Choice => use(AlsoInRoomContext);
