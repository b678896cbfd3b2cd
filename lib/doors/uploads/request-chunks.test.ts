import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { requestChunks } from "./request-chunks";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { ms, bytes } = LIMITS.uploadProgress;

/** A request whose body the test sends. */
function requestInParts() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const cancelled = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: cancelled,
  });
  const request = new Request("http://x/", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, cancelled, send: (size: number) => controller.enqueue(new Uint8Array(size)), controller };
}

const chunksOf = (request: Request) => requestChunks(request, 1_000_000, () => new Error("too long"));

test("a peer that brings nothing is given up after the interval", async () => {
  const { request, cancelled } = requestInParts();
  const next = chunksOf(request).next();
  const refused = expect(next).rejects.toMatchObject({ refusal: { code: "unavailable" } });
  await vi.advanceTimersByTimeAsync(ms);
  await refused;
  expect(cancelled).toHaveBeenCalled();
});

test("a peer that drips bytes is given up, however often they come", async () => {
  const { request, send } = requestInParts();
  let isOver = false;
  const reading = (async () => {
    for await (const _ of chunksOf(request));
  })().finally(() => {
    isOver = true;
  });
  const refused = expect(reading).rejects.toMatchObject({ refusal: { code: "unavailable" } });
  for (let second = 0; second <= ms / 1_000 && !isOver; second++) {
    send(1);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await refused;
});

test("a slow peer that makes progress is served for hours", async () => {
  const { request, send, controller } = requestInParts();
  let received = 0;
  const reading = (async () => {
    for await (const { length } of chunksOf(request)) received += length;
  })();
  for (let interval = 0; interval < 100; interval++) {
    await vi.advanceTimersByTimeAsync(ms - 1_000);
    send(bytes);
  }
  controller.close();
  await reading;
  expect(received).toBe(100 * bytes);
});

test("time in which the server does not read does not count", async () => {
  const { request, send } = requestInParts();
  const chunks = chunksOf(request);
  send(1);
  await chunks.next();
  await vi.advanceTimersByTimeAsync(10 * ms);
  send(1);
  expect((await chunks.next()).done).toBe(false);
  await chunks.return(undefined);
});

test("a body that is longer than allowed ends at the byte that is too many", async () => {
  const { request, send, cancelled } = requestInParts();
  const chunks = chunksOf(request);
  send(1_000_000);
  expect((await chunks.next()).value?.length).toBe(1_000_000);
  send(1);
  await expect(chunks.next()).rejects.toThrow("too long");
  expect(cancelled).toHaveBeenCalled();
});

test("of several uploads one chunk is read in a turn of the event loop", async () => {
  vi.useRealTimers();
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const turns: number[] = [];
  const read = async () => {
    const { request, send, controller } = requestInParts();
    for (let chunk = 0; chunk < 5; chunk++) send(1_000);
    controller.close();
    for await (const _ of chunksOf(request)) turns.push(turn);
  };
  await Promise.all([read(), read(), read()]);
  isOver = true;
  expect(new Set(turns).size).toBe(15);
});
