import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HistoryModel } from "@/tests/support/client/history-model";
import { createQuotes, quoteKey } from "./quotes";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the quotes of a room are asked for together and once; those that do not come are not for this reader", async () => {
  const history = new HistoryModel();
  history.send("ada");
  const asked: string[] = [];
  const quotes = createQuotes(async (roomId, seqs) => {
    asked.push(`${roomId} ${seqs.join()}`);
    return history.messages.filter(({ seq }) => seqs.includes(seq));
  });
  for (const seq of [1, 9, 1]) quotes.load("room", seq);
  await vi.runAllTimersAsync();
  quotes.load("room", 1);
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["room 1,9"]);
  expect(quotes.store.get()[quoteKey("room", 1)]).toMatchObject({ text: "text 1" });
  expect(quotes.store.get()[quoteKey("room", 9)]).toBe("missing");

  history.edit(1);
  history.send("bob");
  quotes.onChanged(history.messages);
  expect(quotes.store.get()[quoteKey("room", 1)]).toMatchObject({ text: "edited at 2" });
  expect(quotes.store.get()[quoteKey("room", 2)]).toBeUndefined();
});

test("a quote that the network lost is asked for again", async () => {
  let isAway = true;
  const quotes = createQuotes(async () => (isAway ? null : []));
  quotes.load("room", 1);
  await vi.runAllTimersAsync();
  expect(quotes.store.get()).toEqual({});
  isAway = false;
  quotes.load("room", 1);
  await vi.runAllTimersAsync();
  expect(quotes.store.get()[quoteKey("room", 1)]).toBe("missing");
});

test("a quote that changes on its way never returns to an older state", async () => {
  const history = new HistoryModel();
  history.send("ada");
  const [first] = history.messages;
  let answer = (_: (typeof history.messages)[number][]) => {};
  const quotes = createQuotes(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  quotes.load("room", 1);
  await vi.runAllTimersAsync();
  history.edit(1);
  quotes.onChanged(history.messages);
  answer([first!]);
  await vi.runAllTimersAsync();
  expect(quotes.store.get()[quoteKey("room", 1)]).toMatchObject({ text: "edited at 2" });
  quotes.onChanged([first!]);
  expect(quotes.store.get()[quoteKey("room", 1)]).toMatchObject({ text: "edited at 2" });
});
