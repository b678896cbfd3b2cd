import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UNREACHABLE } from "../connection/outcome";
import { ASK_EVERY_MS, FreshHits, INDEXED_MS } from "./fresh-hits";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const heads = { den: { seq: 4 } };
const came = (seq: number, roomId = "den") => ({ id: `m${seq}`, roomId, seq });

/** A watch whose questions are answered with these hits. */
function watch() {
  const state = { hits: [] as string[], isSeen: true, isDown: false };
  const ask = vi.fn(async (_path: string) => {
    if (state.isDown) return UNREACHABLE;
    return { ok: true, data: { items: state.hits.map((id) => ({ message: { id } })) } };
  });
  const deps = { ask, isSeen: () => state.isSeen };
  const fresh = new FreshHits(deps as unknown as ConstructorParameters<typeof FreshHits>[0]);
  fresh.begin("/search?q=tea", heads);
  return { fresh, ask, state };
}

test("a message that came and matches is a new result", async () => {
  const { fresh, ask, state } = watch();
  state.hits = ["m5", "m2"];
  fresh.hear([came(5), came(6)]);
  await vi.advanceTimersByTimeAsync(INDEXED_MS);
  expect(ask).toHaveBeenCalledExactlyOnceWith("/search?q=tea");
  expect(fresh.store.get()).toEqual(["m5"]);
});

test("a change of an old message and a foreign room ask nothing", async () => {
  const { fresh, ask } = watch();
  fresh.hear([came(4), came(9, "attic")]);
  await vi.advanceTimersByTimeAsync(ASK_EVERY_MS);
  expect(ask).not.toHaveBeenCalled();
});

test("many messages lead to one question in ten seconds", async () => {
  const { fresh, ask } = watch();
  for (let seq = 5; seq < 55; seq++) {
    fresh.hear([came(seq)]);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(ask.mock.calls.length).toBeLessThanOrEqual(2);
});

test("a hidden page and a failure ask again later", async () => {
  const { fresh, ask, state } = watch();
  state.isSeen = false;
  state.hits = ["m5"];
  fresh.hear([came(5)]);
  await vi.advanceTimersByTimeAsync(INDEXED_MS);
  expect(ask).not.toHaveBeenCalled();
  Object.assign(state, { isSeen: true, isDown: true });
  await vi.advanceTimersByTimeAsync(ASK_EVERY_MS);
  expect(fresh.store.get()).toEqual([]);
  state.isDown = false;
  await vi.advanceTimersByTimeAsync(ASK_EVERY_MS);
  expect(fresh.store.get()).toEqual(["m5"]);
});

test("another search forgets what was new", async () => {
  const { fresh, ask, state } = watch();
  state.hits = ["m5"];
  fresh.hear([came(5)]);
  fresh.begin("/search?q=cake", { den: { seq: 5 } });
  await vi.advanceTimersByTimeAsync(ASK_EVERY_MS);
  expect(ask).not.toHaveBeenCalled();
  fresh.hear([came(5), came(6)]);
  await vi.advanceTimersByTimeAsync(INDEXED_MS);
  expect(fresh.store.get()).toEqual([]);
});
