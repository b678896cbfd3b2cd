import { expect, test } from "vitest";
import type { MyRoomView } from "@/lib/shared/views";
import { roomBeside } from "./room-order";

const rooms = ["a", "b", "c", "d"].map((id) => ({ id }) as MyRoomView);
const beside = (here: string | null, step: -1 | 1, wanted?: string) =>
  roomBeside(rooms, here, step, wanted === undefined ? undefined : ({ id }) => wanted.includes(id))?.id ??
  null;

test("the next and the previous room, and around the ends", () => {
  expect([beside("b", 1), beside("b", -1)]).toEqual(["c", "a"]);
  expect([beside("d", 1), beside("a", -1)]).toEqual(["a", "d"]);
});

test("from a page that is no room, the list begins at its end", () => {
  expect([beside(null, 1), beside(null, -1)]).toEqual(["a", "d"]);
});

test("only to those that are wanted, and never to where one is", () => {
  expect([beside("b", 1, "ab"), beside("b", -1, "d")]).toEqual(["a", "d"]);
  expect(beside("b", 1, "b")).toBeNull();
  expect(roomBeside([], null, 1)).toBeNull();
});
