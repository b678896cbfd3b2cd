import { expect, test, vi } from "vitest";
import { judge } from "./send-push";

test.each([
  [200, null, { outcome: "accepted", status: 200 }],
  [201, null, { outcome: "accepted", status: 201 }],
  [404, null, { outcome: "gone", status: 404 }],
  [410, "5", { outcome: "gone", status: 410 }],
  [400, null, { outcome: "refused", status: 400 }],
  [403, null, { outcome: "refused", status: 403 }],
  [413, null, { outcome: "refused", status: 413 }],
  [302, null, { outcome: "refused", status: 302 }],
  [429, "30", { outcome: "retry", status: 429, retrySeconds: 30 }],
  [503, null, { outcome: "retry", status: 503 }],
  [503, "soon", { outcome: "retry", status: 503 }],
  [500, "-4", { outcome: "retry", status: 500 }],
] as const)("an answer %i with Retry-After %s", (status, retryAfter, expected) => {
  expect(judge(status, retryAfter)).toEqual(expected);
});

test("a Retry-After may be a date", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 30, 12) });
  expect(judge(503, "Mon, 30 Nov 2026 12:01:30 GMT").retrySeconds).toBe(90);
  expect(judge(503, "Mon, 30 Nov 2026 11:00:00 GMT").retrySeconds).toBe(0);
  vi.useRealTimers();
});
