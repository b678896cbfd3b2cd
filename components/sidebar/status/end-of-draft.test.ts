import { expect, test } from "vitest";
import { endOfDraft } from "./use-status-draft";

const draft = { emoji: "🌴", text: "", until: "2099-01-01T09:00:00.000Z", picked: null };
const picked = (time: string) => ({ day: "2099-02-01", time });

test("a status ends at the time that was chosen last", () => {
  expect(endOfDraft(draft)).toBe(draft.until);
  expect(endOfDraft({ ...draft, picked: picked("9:30") })).toBe(new Date("2099-02-01T09:30").toISOString());
});

test("a time that is none, or over, is no end", () => {
  expect(endOfDraft({ ...draft, picked: picked("soon") })).toBeUndefined();
  expect(endOfDraft({ ...draft, picked: { day: "2001-02-01", time: "9:30" } })).toBeUndefined();
});

test("an emptied status has no end, whatever time was being chosen", () => {
  const empty = { ...draft, emoji: "", text: " " };
  expect(endOfDraft(empty)).toBeNull();
  expect(endOfDraft({ ...empty, picked: picked("soon") })).toBeNull();
  expect(endOfDraft({ ...empty, picked: picked("9:30") })).toBeNull();
});
