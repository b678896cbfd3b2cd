"use client";

import { createContext, use } from "react";

type Choice = readonly [isOn: boolean, choose: (isOn: boolean) => void];

/** Given by an open thread to everything that sends from it. */
export const AlsoInRoomContext = createContext<Choice>([false, () => {}]);

/**
 * Whether what is sent next from an open thread stands among the room's messages too, and how to choose it. A room's own
 * composer has no such choice: it is off.
 */
export const useAlsoInRoom = (): Choice => use(AlsoInRoomContext);
