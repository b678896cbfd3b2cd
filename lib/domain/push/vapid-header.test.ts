import { afterEach, beforeEach, expect, test, vi } from "vitest";
import webPush from "web-push";
import { rememberAs } from "@/lib/platform/remember";
import { vapidHeader } from "./vapid-header";

const keys = { ...webPush.generateVAPIDKeys(), subject: "mailto:admin@example.com" };
const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
  rememberAs("vapid headers", undefined);
});
afterEach(() => void vi.useRealTimers());

/** The claims of the token in a header. */
function claimsOf(header: string): { aud: string; exp: number; sub: string } {
  const [, token = ""] = /t=([^,]+)/.exec(header) ?? [];
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

test("a push service gets a header of its own, for less than a day", () => {
  const header = vapidHeader("https://push.example/abc", keys);
  const { aud, exp, sub } = claimsOf(header);
  expect([aud, sub]).toEqual(["https://push.example", keys.subject]);
  expect(exp - Date.now() / 1_000).toBeGreaterThan(HOUR_MS / 1_000);
  expect(exp - Date.now() / 1_000).toBeLessThanOrEqual(86_400);
  expect(claimsOf(vapidHeader("https://other.example/abc", keys)).aud).toBe("https://other.example");
});

test("a header is signed once an hour for all devices of a service", () => {
  const header = vapidHeader("https://push.example/abc", keys);
  vi.advanceTimersByTime(HOUR_MS - 1);
  expect(vapidHeader("https://push.example/def", keys)).toBe(header);
  vi.advanceTimersByTime(1);
  expect(claimsOf(vapidHeader("https://push.example/abc", keys)).exp).toBe(claimsOf(header).exp + 3_600);
});

test("other keys get another header", () => {
  const header = vapidHeader("https://push.example/abc", keys);
  const others = { ...webPush.generateVAPIDKeys(), subject: keys.subject };
  expect(vapidHeader("https://push.example/abc", others)).not.toBe(header);
});
