import { expect, test } from "vitest";
import { levelIn } from "./notification-level";

test.each([
  ["open", null, "mentions", "mentions"],
  ["open", "everything", "nothing", "everything"],
  ["open", "nothing", "everything", "nothing"],
  ["direct", null, "mentions", "everything"],
  ["group", null, "keywords", "everything"],
  ["direct", null, "nothing", "nothing"],
  ["direct", "mentions", "everything", "mentions"],
] as const)(
  "in a room of the kind %s with the choice %s and the general level %s it is %s",
  (kind, choice, general, level) => {
    expect(levelIn(kind, choice, general)).toBe(level);
  },
);
