"use client";

import { menuOnDemand } from "@/components/ui/menu";
import type { RoomMenuEntries } from "./room-menu-list";

/** What one can do with a room for oneself: order it, silence it, leave it. */
export const RoomMenu = menuOnDemand<RoomMenuEntries>(() => import("./room-menu-list"));
