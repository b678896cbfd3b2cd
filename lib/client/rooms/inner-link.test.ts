import { expect, test } from "vitest";
import { innerTarget } from "./inner-link";

const ORIGIN = "https://chat.example";

test.each([
  ["https://chat.example/rooms/general", { room: "general", seq: null }],
  ["https://chat.example/rooms/general?message=7", { room: "general", seq: 7 }],
  ["/rooms/%D0%BA%D1%83%D1%80%D0%B8%D0%BB%D0%BA%D0%B0?message=7", { room: "курилка", seq: 7 }],
  ["https://chat.example/rooms/general?message=x", { room: "general", seq: null }],
])("%s leads into this workspace", (link, target) => {
  expect(innerTarget(link, ORIGIN)).toEqual(target);
});

test.each([
  "https://chat.example.org/rooms/general",
  "http://chat.example/rooms/general",
  "https://chat.example/reset?token=x",
  "https://chat.example/rooms/general/settings",
  "https://chat.example/rooms/%E0%A4%A",
  "no link",
])("%s does not", (link) => {
  expect(innerTarget(link, ORIGIN)).toBeNull();
});
