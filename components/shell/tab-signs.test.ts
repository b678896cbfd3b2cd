import { expect, test } from "vitest";
import { badgedIcon, signOf, withSign } from "./tab-signs";

test("the title says how much calls me, else only that something is unread", () => {
  expect(signOf({ calls: 3, hasUnread: true })).toBe("(3) ");
  expect(signOf({ calls: 100, hasUnread: true })).toBe("(99+) ");
  expect(signOf({ calls: 0, hasUnread: true })).toBe("• ");
  expect(signOf({ calls: 0, hasUnread: false })).toBe("");
});

test("a sign takes the place of the one before, and leaves the rest of the title alone", () => {
  expect(withSign("Den", "(3) ")).toBe("(3) Den");
  expect(withSign("(3) Den", "• ")).toBe("• Den");
  expect(withSign("• Den", "")).toBe("Den");
  expect(withSign("(99+) (2) rooms", "(1) ")).toBe("(1) (2) rooms");
});

test("the icon bears a badge only where there is something to say", () => {
  expect(badgedIcon({ calls: 0, hasUnread: false })).toBeNull();
  expect(decodeURIComponent(badgedIcon({ calls: 12, hasUnread: true }) ?? "")).toContain(">9+<");
  expect(decodeURIComponent(badgedIcon({ calls: 0, hasUnread: true }) ?? "")).not.toContain("<text");
});
