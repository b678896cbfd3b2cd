"use client";

import { lazy, Suspense } from "react";
import type { MyRoomView } from "@/lib/shared/views";

/** With a script of its own: whoever opens a room is nearly always in it. */
const RoomPreview = lazy(() => import("./room-preview"));

/** What somebody sees of a room who is not in it. `target`: the message that the address names. */
export function Outside({ room, target }: { room: MyRoomView; target: number | null }) {
  return (
    <Suspense>
      <RoomPreview room={room} target={target} />
    </Suspense>
  );
}
