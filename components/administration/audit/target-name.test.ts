import { expect, test } from "vitest";
import type { AuditEntryView } from "@/lib/shared/views";
import { targetNameOf } from "./target-name";

const entry = (more: Partial<AuditEntryView>) =>
  ({
    action: "room.create",
    actorName: "ada",
    targetName: "Den",
    targetDisplayName: null,
    ...more,
  }) as AuditEntryView;

test.each([
  ["a room's name", {}, "Den"],
  ["a person's present name", { targetName: "bob", targetDisplayName: "Bob B." }, "Bob B."],
  ["nothing if people acted on themselves", { targetName: "ada", targetDisplayName: "Ada" }, ""],
  ["nothing for an invitation", { action: "invitation.create", targetName: "invitation" }, ""],
])("an entry shows %s", (_what, more, shown) => {
  expect(targetNameOf(entry(more))).toBe(shown);
});
