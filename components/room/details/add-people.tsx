"use client";

import { useMemo } from "react";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import type { MyRoomView } from "@/lib/shared/views";
import AddPeopleForm from "./add-people-form";

/** Adds people to a room, away from its list of members. */
export function AddPeople({ room, onClose }: { room: MyRoomView; onClose: () => void }) {
  const { items } = usePages({
    path: addressOf("GET /rooms/{room}/members", { room: room.id, limit: 100 }),
  });
  const known = useMemo(() => new Set(items.map(({ user }) => user.id)), [items]);

  return <AddPeopleForm room={room} known={known} onClose={onClose} />;
}
