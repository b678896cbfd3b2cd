"use client";

import { lazy, Suspense } from "react";
import type { MyRoomView } from "@/lib/shared/views";

/** With a script of its own: whoever opens a room is nearly always in it. */
const RoomPreview = lazy(() => import("./room-preview"));

/** What somebody sees of a room who is not in it. */
export function Outside({ room }: { room: MyRoomView }) {
  return (
    <Suspense>
      <RoomPreview room={room} />
    </Suspense>
  );
}
