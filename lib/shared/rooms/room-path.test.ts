import { expect, test } from "vitest";
import { decodedPath, movedRoomPath } from "./room-path";

const den = { id: "0192", name: "Die Höhle" };

test("an address that names a room otherwise leads to the same message", () => {
  expect(movedRoomPath(den, { message: "5" })).toBe("/rooms/Die%20H%C3%B6hle?message=5");
  expect(movedRoomPath({ ...den, name: null }, { message: "5" })).toBe("/rooms/0192?message=5");
});

test("keeps the rest of the query, and adds nothing without one", () => {
  expect(movedRoomPath(den, { at: "2026-11-29T10:00:00+01:00", message: ["1", "2"], no: undefined })).toBe(
    "/rooms/Die%20H%C3%B6hle?at=2026-11-29T10%3A00%3A00%2B01%3A00&message=1&message=2",
  );
  expect(movedRoomPath(den, {})).toBe("/rooms/Die%20H%C3%B6hle");
});

test("a path with broken percents is itself", () => {
  expect([decodedPath("/rooms/a%20b"), decodedPath("/rooms/100%")]).toEqual(["/rooms/a b", "/rooms/100%"]);
});
