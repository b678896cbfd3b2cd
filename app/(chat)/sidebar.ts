import { cache } from "react";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
import { currentActor } from "@/lib/doors/page";

/** All rooms and folders of whoever asks for the page, read once per page. */
export const mySidebar = cache(async () => readSidebar(await currentActor(), {}));
