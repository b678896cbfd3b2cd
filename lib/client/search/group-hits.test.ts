import { expect, test } from "vitest";
import type { SearchHitView } from "@/lib/shared/views";
import { byRoom, byTime } from "./group-hits";

const hit = (id: string, room: string, createdAt: string) =>
  ({ message: { id, createdAt }, room: { id: room } }) as unknown as SearchHitView;

const HITS = [
  hit("a", "den", "2026-11-30T09:00:00Z"),
  hit("b", "attic", "2026-11-29T09:00:00Z"),
  hit("c", "den", "2026-11-24T09:00:00Z"),
  hit("d", "den", "2026-11-23T09:00:00Z"),
  hit("e", "attic", "2026-10-01T09:00:00Z"),
];
const shape = (groups: ReturnType<typeof byRoom>) =>
  Object.fromEntries(groups.map(({ key, hits }) => [key, hits.map(({ message }) => message.id).join("")]));

test("hits of one room stand together, in the order of their first", () => {
  expect(shape(byRoom(HITS))).toEqual({ den: "acd", attic: "be" });
});

test("hits are grouped by the days since then, and by month", () => {
  const dayOf = (at: string) => at.slice(0, 10);
  expect(shape(byTime(HITS, "2026-11-30", dayOf))).toEqual({
    today: "a",
    yesterday: "b",
    week: "c",
    "2026-11": "d",
    "2026-10": "e",
  });
});
