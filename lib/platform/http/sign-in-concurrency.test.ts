import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rememberAs } from "../remember";
import { admitSignIn } from "./sign-in-concurrency";

class Answer extends EventEmitter {
  status = 0;
  writeHead(status: number) {
    this.status = status;
  }
  end() {}
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  rememberAs("sign-ins at once", undefined);
});

const come = (url: string, { method = "POST", address = "192.0.2.1" } = {}) => {
  const answer = new Answer();
  const request = { url, method, headers: { "x-parley-address": address } } as unknown as IncomingMessage;
  const isIn = admitSignIn(request, answer as unknown as ServerResponse);
  return { isIn, answer };
};

const fromMany = (count: number) =>
  Array.from({ length: count }, (_, i) => come("/api/v1/auth/login", { address: `198.51.100.${i}` }));

test("forty log-ins run at once, the next gets 503, and everything else passes", () => {
  const inside = fromMany(40);
  expect(inside.every(({ isIn }) => isIn)).toBe(true);
  expect(come("/api/v1/auth/login")).toMatchObject({ isIn: false, answer: { status: 503 } });
  expect(come("/login").isIn).toBe(false);
  expect(come("/login", { method: "GET" }).isIn).toBe(true);
  expect(come("/api/v1/rooms").isIn).toBe(true);

  inside[0]!.answer.emit("close");
  expect(come("/api/v1/auth/login").isIn).toBe(true);
});

test("S22: one address keeps nobody else out, however many connections it opens", () => {
  const greedy = Array.from({ length: 60 }, () => come("/api/v1/auth/login"));
  expect(greedy.filter(({ isIn }) => isIn)).toHaveLength(10);
  expect(come("/api/v1/auth/login", { address: "192.0.2.2" }).isIn).toBe(true);
});

test("S22: the addresses of one IPv6 network count as one", () => {
  const greedy = Array.from({ length: 60 }, (_, i) => come("/login", { address: `2001:db8:0:1::${i + 1}` }));
  expect(greedy.filter(({ isIn }) => isIn)).toHaveLength(10);
  expect(come("/login", { address: "2001:db8:0:2::1" }).isIn).toBe(true);
});

test("S44: an unfinished request loses its slot, and its end frees none twice", () => {
  const slow = fromMany(40);
  expect(come("/login").isIn).toBe(false);
  vi.advanceTimersByTime(5_000);
  for (const { answer } of slow) answer.emit("close");
  expect(fromMany(40).every(({ isIn }) => isIn)).toBe(true);
  expect(come("/login").isIn).toBe(false);
});
