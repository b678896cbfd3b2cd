import { expect, test } from "vitest";
import { badgedIcon, titleBadge, withTitleBadge } from "./title-badge";

test("the title says how much calls me, else only that something is unread", () => {
  expect(titleBadge({ calls: 3, hasUnread: true })).toBe("(3) ");
  expect(titleBadge({ calls: 100, hasUnread: true })).toBe("(99+) ");
  expect(titleBadge({ calls: 0, hasUnread: true })).toBe("• ");
  expect(titleBadge({ calls: 0, hasUnread: false })).toBe("");
});

test("the title tells how much of the files is sent, before what is unread", () => {
  expect(titleBadge({ calls: 3, hasUnread: true }, 64)).toBe("64% · (3) ");
  expect(titleBadge({ calls: 0, hasUnread: false }, 0)).toBe("0% · ");
  expect(withTitleBadge("64% · (3) Den", "(3) ")).toBe("(3) Den");
  expect(withTitleBadge("• Den", "5% · • ")).toBe("5% · • Den");
});

test("a sign takes the place of the one before, and leaves the rest of the title alone", () => {
  expect(withTitleBadge("Den", "(3) ")).toBe("(3) Den");
  expect(withTitleBadge("(3) Den", "• ")).toBe("• Den");
  expect(withTitleBadge("• Den", "")).toBe("Den");
  expect(withTitleBadge("(99+) (2) rooms", "(1) ")).toBe("(1) (2) rooms");
});

test("the icon bears a badge only where there is something to say", () => {
  expect(badgedIcon({ calls: 0, hasUnread: false })).toBeNull();
  expect(decodeURIComponent(badgedIcon({ calls: 12, hasUnread: true }) ?? "")).toContain(">9+<");
  expect(decodeURIComponent(badgedIcon({ calls: 0, hasUnread: true }) ?? "")).not.toContain("<text");
});
