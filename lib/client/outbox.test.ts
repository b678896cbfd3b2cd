import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveAnswer } from "@/lib/shared/live";
import { createOutbox } from "./outbox";
import type { Draft } from "./pending";

const draft = (clientId: string, roomId = "den"): Draft => ({
  clientId,
  roomId,
  text: clientId,
  createdAt: "",
});
const done: LiveAnswer = { ok: true };

/** An outbox with a server that answers as told, and what became of each draft. */
function outboxWith(answer: (draft: Draft) => LiveAnswer | null, line = { isReady: true }) {
  const asked: string[] = [];
  const settled: string[] = [];
  const outbox = createOutbox({
    isReady: () => line.isReady,
    async ask(draft) {
      asked.push(draft.clientId);
      return answer(draft);
    },
    onAnswered: ({ clientId }) => settled.push(clientId),
    onRefused: ({ clientId }, { code, reason }) => settled.push(`${clientId} ${reason ?? code}`),
  });
  return { outbox, asked, settled, line };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a room's messages go out one after the other, as they were typed", async () => {
  const { outbox, asked, settled } = outboxWith(() => done);
  for (const key of ["a", "b", "c"]) outbox.push(draft(key));
  expect(asked).toEqual(["a"]);
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["a", "b", "c"]);
  expect(settled).toEqual(["a", "b", "c"]);
});

test("what nobody answered goes out again with the same key, before what was typed after it", async () => {
  const answers = [null, { ok: false, code: "unavailable", detail: "" } as const, done, done];
  const { outbox, asked, settled } = outboxWith(() => answers.shift() as LiveAnswer | null);
  outbox.push(draft("a"));
  outbox.push(draft("b"));
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["a", "a", "a", "b"]);
  expect(settled).toEqual(["a", "b"]);
});

test("nothing goes out without a connection, and everything with the next one", async () => {
  const { outbox, asked, line } = outboxWith(() => done, { isReady: false });
  outbox.push(draft("a"));
  outbox.push(draft("b", "hall"));
  await vi.runAllTimersAsync();
  expect(asked).toEqual([]);
  line.isReady = true;
  outbox.resume();
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["a", "b"]);
});

test("a refused message does not hold up the next one", async () => {
  const { outbox, settled } = outboxWith(({ clientId }) =>
    clientId === "a" ? { ok: false, code: "rate_limited", detail: "" } : done,
  );
  outbox.push(draft("a"));
  outbox.push(draft("b"));
  await vi.runAllTimersAsync();
  expect(settled).toEqual(["a too_fast", "b"]);
});
