import { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SOCKET_LIMITS } from "./socket-limits";
import { SocketWriteBuffer } from "./socket-write-buffer";

/** A TCP stream, as far as an outlet goes: each array is what left in one system call. */
class Stream extends Duplex {
  calls: string[][] = [];
  readonly chunks: Buffer[] = [];
  isStuck = false;
  /** Duration of a call, in milliseconds. */
  delayMs = 0;
  override _read() {}
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.chunks.push(chunk);
    this.calls.push([String(chunk)]);
    vi.advanceTimersByTime(this.delayMs);
    if (!this.isStuck) done();
  }
}

let begun = 0;
let stream: Stream;
let isOpen: boolean;
let outlet: SocketWriteBuffer;
const say = (text: string) => outlet.write(Buffer.from(text));
const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  // The clock begins anew with each test, and what was written in the one before must be long ago.
  begun += 100_000;
  vi.advanceTimersByTime(begun);
  stream = new Stream();
  isOpen = true;
  outlet = new SocketWriteBuffer(stream, () => isOpen, {
    ...SOCKET_LIMITS,
    unreadBytes: 20,
    unreadMs: 1_000,
  });
});

afterEach(() => void vi.useRealTimers());

test("frames of one turn leave in one call, in order", async () => {
  for (const text of ["one", "two", "three"]) say(text);
  expect(stream.calls).toEqual([]);
  await turn();
  expect(stream.calls).toEqual([["onetwothree"]]);
});

test("after a flush that took long, frames wait for others that come meanwhile", async () => {
  stream.delayMs = 3;
  say("first");
  await turn();
  expect(stream.calls).toEqual([["first"]]);
  say("second");
  await turn();
  say("third");
  expect(stream.calls).toEqual([["first"]]);
  await expect.poll(() => stream.calls).toEqual([["first"], ["secondthird"]]);
});

test("a reply leaves with the turn under any load, with all frames before it", async () => {
  stream.delayMs = 3;
  say("first");
  await turn();
  say("second");
  outlet.writeReply(Buffer.from("acknowledged"));
  await turn();
  expect(stream.calls).toEqual([["first"], ["secondacknowledged"]]);
  say("third");
  await expect.poll(() => stream.calls.at(-1)).toEqual(["third"]);
});

test("acknowledgements of a commit, promises of promises, leave with it", async () => {
  const acknowledge = async () => say("acknowledged");
  await Promise.resolve().then(async () => {
    say("message");
    await Promise.resolve().then(acknowledge).then(acknowledge);
  });
  await turn();
  expect(stream.calls).toEqual([["messageacknowledgedacknowledged"]]);
});

test("equal frames for several sockets are joined once, and each gets its own beside them", async () => {
  const [one, other] = [new Stream(), new Stream()];
  const outlets = [one, other].map((stream) => new SocketWriteBuffer(stream, () => true, SOCKET_LIMITS));
  for (const frame of ["first", "second"].map((text) => Buffer.from(text)))
    for (const outlet of outlets) outlet.write(frame);
  for (const text of ["first", "other"]) say(text);
  await turn();
  expect(one.chunks[0]).toBe(other.chunks[0]);
  expect([one, other, stream].map(({ calls }) => calls)).toEqual([
    [["firstsecond"]],
    [["firstsecond"]],
    [["firstother"]],
  ]);
});

test("a long round lets other work in, and its frames join pending sockets", async () => {
  const streams = Array.from({ length: 64 }, () => new Stream());
  const outlets = streams.map((stream) => new SocketWriteBuffer(stream, () => true, SOCKET_LIMITS));
  for (const stream of streams) stream.delayMs = 1;
  for (const outlet of outlets) outlet.write(Buffer.from("first"));
  let calls = 0;
  setImmediate(() => {
    calls = streams.flatMap((stream) => stream.calls).length;
    outlets.at(-1)!.write(Buffer.from("second"));
  });
  await expect.poll(() => streams.at(-1)!.calls).toEqual([["firstsecond"]]);
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThan(streams.length);
});

test("nothing follows a closing frame", async () => {
  isOpen = false;
  say("late");
  await turn();
  expect(stream.calls).toEqual([]);
});

test("a socket that closes within the turn sends its pending frames first", async () => {
  say("over");
  outlet.flush();
  isOpen = false;
  await turn();
  expect(stream.calls).toEqual([["over"]]);
});

test("R14: a peer with too many waiting bytes is disconnected", async () => {
  stream.isStuck = true;
  say("123456789012345678901");
  await turn();
  expect(stream.destroyed).toBe(false);
  say("x");
  expect(stream.destroyed).toBe(true);
});

test("R14: a peer that reads nothing for long is cut off, however little waits", async () => {
  stream.isStuck = true;
  for (const text of ["a", "b"]) {
    say(text);
    await turn();
  }
  vi.advanceTimersByTime(1_001);
  say("c");
  expect(stream.destroyed).toBe(true);
});

test("R14: a peer that reads slowly but steadily is not cut off, though something always waits", async () => {
  let read = () => {};
  stream._write = (_chunk, _encoding, done) => {
    read = done;
  };
  for (let i = 0; i < 20; i++) {
    say("ab");
    await turn();
    vi.advanceTimersByTime(600);
    if (stream.writableLength > 2) read();
  }
  expect(stream.destroyed).toBe(false);
});

test("R14: scheduled bytes are limited like unread ones", async () => {
  stream.delayMs = 3;
  say("first");
  await turn();
  stream.isStuck = true;
  for (let i = 0; i < 10; i++) say("12345678901");
  expect(stream.calls).toEqual([["first"], ["1234567890112345678901"]]);
  expect(stream.destroyed).toBe(true);
});
