"use client";

import { useRouter } from "next/navigation";
import { useStartDirect } from "@/components/people/use-start-direct";
import { searchPagePath } from "@/lib/client/search/search-path";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { Choice } from "./destinations";

/** Opens a destination; for a person, their conversation, which is created if needed. */
export function useGo(onGo: () => void) {
  const startDirect = useStartDirect();
  const router = useRouter();

  return async (to: Choice) => {
    onGo();
    if (to.kind === "action") return to.action.run();
    if (to.kind === "search") return router.push(searchPagePath(to.text));
    if (to.kind !== "person") return router.push(roomPath(to.room));
    await startDirect(to.person.id);
  };
}
