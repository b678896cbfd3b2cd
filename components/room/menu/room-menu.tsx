"use client";

import { menuOnDemand } from "@/components/ui/menus/menu";
import type { RoomMenuEntries } from "./room-menu-list";

/** The menu for a user's own settings of a room: folder, mute, leave. */
export const RoomMenu = menuOnDemand<RoomMenuEntries>(() => import("./room-menu-list"));
