import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { admitSignIn } from "./sign-in-valve";

class Answer extends EventEmitter {
  status = 0;
  writeHead(status: number) {
    this.status = status;
  }
  end() {}
}

const come = (url: string, method = "POST") => {
  const answer = new Answer();
  const isIn = admitSignIn({ url, method } as IncomingMessage, answer as unknown as ServerResponse);
  return { isIn, answer };
};

test("forty log-ins are let in at once, the next is told to come back, and everything else passes", () => {
  const inside = Array.from({ length: 40 }, () => come("/api/v1/auth/login"));
  expect(inside.every(({ isIn }) => isIn)).toBe(true);
  expect(come("/api/v1/auth/login")).toMatchObject({ isIn: false, answer: { status: 503 } });
  expect(come("/login").isIn).toBe(false);
  expect(come("/login", "GET").isIn).toBe(true);
  expect(come("/api/v1/rooms").isIn).toBe(true);

  inside[0]!.answer.emit("close");
  expect(come("/api/v1/auth/login").isIn).toBe(true);
  for (const { answer } of inside) answer.emit("close");
});
