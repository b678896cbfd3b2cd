"use client";

import { lazy, Suspense } from "react";
import type { MyRoomView } from "@/lib/shared/views";

/** Loaded on demand, because nearly everybody who opens a room is a member. */
const RoomPreview = lazy(() => import("./room-preview"));

/** A room as people outside it see it. `target`: the message in the address. */
export function Outside({ room, target }: { room: MyRoomView; target: number | null }) {
  return (
    <Suspense>
      <RoomPreview room={room} target={target} />
    </Suspense>
  );
}
