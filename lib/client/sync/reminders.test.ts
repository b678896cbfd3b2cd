import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ReminderHead } from "@/lib/shared/views";
import { createReminders, isReminding } from "./reminders";

const head = (id: string, changes: Partial<ReminderHead> = {}): ReminderHead => ({
  id,
  at: "2026-12-01T09:00:00Z",
  roomId: "den",
  seq: 3,
  state: "upcoming",
  number: 0,
  isDone: false,
  isRepeated: false,
  ...changes,
});

let items: ReminderHead[] | null;
beforeEach(() => {
  items = [];
  vi.stubGlobal("fetch", async () => {
    if (items === null) throw new Error("away");
    return new Response(JSON.stringify({ items }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const third = { roomId: "den", seq: 3 };
const isMarked = (reminders: ReturnType<typeof createReminders>) => isReminding(reminders.store.get(), third);

test("a message with an upcoming reminder is marked, until its note is written", async () => {
  const reminders = createReminders();
  items = [head("a")];
  reminders.load();
  await vi.waitFor(() => expect(isMarked(reminders)).toBe(true));
  reminders.onReminder(head("a", { state: "reminded", at: null, number: 1 }));
  expect(isMarked(reminders)).toBe(false);
  expect(reminders.store.get().a).toMatchObject({ number: 1 });
});

test("one of two reminders of a message keeps its mark", () => {
  const reminders = createReminders();
  for (const id of ["a", "b"]) reminders.onReminder(head(id));
  reminders.onReminder({ ...head("a"), state: "deleted" });
  expect(isMarked(reminders)).toBe(true);
  reminders.onReminder({ ...head("b"), state: "deleted" });
  expect([isMarked(reminders), reminders.store.get()]).toEqual([false, {}]);
});

test("a failed load is tried again with the next message", async () => {
  const reminders = createReminders();
  items = null;
  reminders.load();
  await vi.waitFor(() => {
    items = [head("a")];
    reminders.load();
    expect(isMarked(reminders)).toBe(true);
  });
});

test("each change counts, so that lists are read again", () => {
  const reminders = createReminders();
  reminders.onReminder(head("a"));
  reminders.refresh();
  expect(reminders.changes.get()).toBe(2);
});
