import { v7 as uuid } from "uuid";
import type { Prisma } from "@/prisma/generated/client";
import type { Workspace } from "./northwind";

/** The bookmarks of rooms, by the room's name. */
const BOOKMARKS: Readonly<Record<string, readonly [title: string, url: string][]>> = {
  platform: [
    ["Runbook", "https://wiki.northwind.example/platform/runbook"],
    ["Status page", "https://status.northwind.example"],
    ["Deploy board", "https://deploys.northwind.example/board"],
    ["Postgres 18 plan", "https://wiki.northwind.example/platform/postgres-18"],
  ],
  design: [
    ["Components", "https://design.northwind.example/components"],
    ["Brand guide", "https://design.northwind.example/brand"],
  ],
  announcements: [["Handbook", "https://wiki.northwind.example/handbook"]],
};

/** The rows of the bookmarks, each by the person who made the room. */
export function bookmarkRows(rooms: Workspace["rooms"]): Prisma.RoomBookmarkCreateManyInput[] {
  return rooms.flatMap(({ id, name, createdById }) =>
    (BOOKMARKS[name ?? ""] ?? []).map(([title, url], index) => ({
      id: uuid(),
      roomId: id,
      title,
      url,
      place: index + 1,
      createdById,
    })),
  );
}

/** Returns the room with the `rev` of its bookmarks, if it has some. */
export const withBookmarksRev = <Room extends { name?: string | null; rev?: number }>(room: Room) =>
  room.name && BOOKMARKS[room.name] ? { ...room, bookmarksRev: room.rev ?? 0 } : room;
