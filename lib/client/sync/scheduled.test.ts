import { afterEach, expect, test, vi } from "vitest";
import type { ScheduledView } from "@/lib/shared/views";
import { createScheduled } from "./scheduled";

const item = (id: string, sendAt: string) => ({ id, sendAt, text: id }) as ScheduledView;
const [first, second] = [item("a", "2026-12-01T09:00:00.000Z"), item("b", "2026-12-02T09:00:00.000Z")];

/** A list whose server answers each request with the next of these. */
function listWith(...answers: (ScheduledView[] | null)[]) {
  const asked = vi.fn(async () => {
    const items = answers.shift() ?? null;
    if (!items) throw new TypeError("no network");
    return Response.json({ items, nextCursor: null });
  });
  vi.stubGlobal("fetch", asked);
  return { list: createScheduled(), asked };
}

afterEach(() => void vi.unstubAllGlobals());

const ids = (list: ReturnType<typeof createScheduled>) => list.store.get()?.map(({ id }) => id);

test("it is read once, and again after a gap", async () => {
  const { list, asked } = listWith([second], [first, second]);
  list.refresh();
  expect(asked).not.toHaveBeenCalled();
  list.load();
  list.load();
  await vi.waitFor(() => expect(ids(list)).toEqual(["b"]));
  list.refresh();
  await vi.waitFor(() => expect(ids(list)).toEqual(["a", "b"]));
  expect(asked).toHaveBeenCalledTimes(2);
});

test("without an answer it is read again when something wants it", async () => {
  const { list, asked } = listWith(null, [first]);
  list.load();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  await vi.waitFor(() => {
    list.load();
    expect(ids(list)).toEqual(["a"]);
  });
});

test("frames add, move and remove messages, in the order of time", async () => {
  const { list } = listWith([second]);
  list.apply({ id: "a", scheduled: first });
  expect(list.store.get()).toBeNull();
  list.load();
  await vi.waitFor(() => expect(ids(list)).toEqual(["b"]));
  list.apply({ id: "a", scheduled: first });
  expect(ids(list)).toEqual(["a", "b"]);
  list.apply({ id: "a", scheduled: { ...first, sendAt: "2026-12-03T09:00:00.000Z" } });
  expect(ids(list)).toEqual(["b", "a"]);
  list.apply({ id: "b", scheduled: null });
  expect(ids(list)).toEqual(["a"]);
});
