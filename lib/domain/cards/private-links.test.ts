import { afterEach, expect, test } from "vitest";
import { rememberAs } from "@/lib/platform/remember";
import { isOwnAddress, looksSecret } from "./private-links";

afterEach(() => rememberAs("settings", undefined));

test.each([
  "https://a.example/reset?token=abc",
  "https://a.example/in?access_token=abc",
  "https://a.example/?X-Amz-Signature=abc",
  "https://a.example/file?sig=abc",
  "https://a.example/cb?code=abc&state=xyz",
  "https://a.example/?key=abc",
  "https://a.example/?q=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx",
  "https://a.example/?u=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
  "https://a.example/unsubscribe?u=1",
  "https://a.example/unsubscribe/9f86d081884c7d65",
  "https://a.example/confirm/a1b2c3d4e5f6g7",
  "https://a.example/invite/Zk3x9QpLm2Vw",
  "https://a.example/password-reset/Zk3x9QpLm2Vw",
  "https://a.example/magic-link/Zk3x9QpLm2Vw",
])("a link that may be spent by a fetch is not fetched: %s", (link) => {
  expect(looksSecret(new URL(link))).toBe(true);
});

test.each([
  "https://a.example/",
  "https://video.example/watch?v=dQw4w9WgXcQ&si=AbCdEf1234567890",
  "https://a.example/article?utm_source=x&fbclid=IwAR0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFg",
  "https://a.example/doc?id=0193a1b2-c3d4-7e5f-8607-18293a4b5c6d",
  "https://a.example/search?q=how+to+reset+a+password",
  "https://a.example/docs/verify/",
  "https://a.example/blog/how-to-join-the-2026-conference",
  "https://a.example/?country_code=us",
  "https://a.example/#access_token=abc",
])("an ordinary link is: %s", (link) => {
  expect(looksSecret(new URL(link))).toBe(false);
});

test("addresses of this server are known by PUBLIC_URL, or by what it listens on", () => {
  rememberAs("settings", { publicUrl: "https://chat.example.com", host: "127.0.0.1", port: 3000 });
  expect(isOwnAddress(new URL("https://chat.example.com/rooms/general"))).toBe(true);
  expect(isOwnAddress(new URL("https://chat.example.com./rooms/general"))).toBe(true);
  expect(isOwnAddress(new URL("https://chat.example.org/"))).toBe(false);
  rememberAs("settings", { host: "127.0.0.1", port: 3000 });
  expect(isOwnAddress(new URL("http://localhost:3000/reset?token=x"))).toBe(true);
});
