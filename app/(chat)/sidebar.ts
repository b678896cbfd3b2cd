import { cache } from "react";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
import { currentActor } from "@/lib/doors/page";

/** The user's rooms and folders, read once per request. */
export const mySidebar = cache(async () => readSidebar(await currentActor(), {}));
