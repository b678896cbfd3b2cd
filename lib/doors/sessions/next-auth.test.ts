import NextAuth from "next-auth";
import { afterEach, expect, test } from "vitest";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { authOptions } from "./next-auth";

testDatabase();

const known = { publicUrl: process.env.NEXTAUTH_URL, trust: process.env.AUTH_TRUST_HOST };
afterEach(() => {
  delete process.env.NEXTAUTH_URL;
  delete process.env.AUTH_TRUST_HOST;
  Object.assign(process.env, known.publicUrl && { NEXTAUTH_URL: known.publicUrl });
  Object.assign(process.env, known.trust && { AUTH_TRUST_HOST: known.trust });
  rememberAs("settings", { ...settings(), publicUrl: undefined });
});

/** The headers of next-auth's answer to a GET of one of its paths. */
async function get(action: "csrf" | "signin"): Promise<Map<string, string | string[]>> {
  const headers = new Map<string, string | string[]>();
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: string | string[]) => void headers.set(name, value),
    send() {},
    end() {},
  };
  const asked = { host: "192.0.2.7:3000", "x-forwarded-proto": "http" };
  const request = { method: "GET", headers: asked, cookies: {}, query: { nextauth: [action] } };
  await NextAuth(authOptions())(request, response);
  return headers;
}

test("S11: next-auth's own cookies are bound to this host and never sent in the clear, behind https", async () => {
  rememberAs("settings", { ...settings(), publicUrl: "https://chat.example.com" });
  const cookies = [(await get("csrf")).get("Set-Cookie") ?? []].flat();
  expect(cookies.map((cookie) => cookie.split("=")[0]).sort()).toEqual([
    "__Host-next-auth.callback-url",
    "__Host-next-auth.csrf-token",
  ]);
  for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  for (const cookie of Object.values(authOptions().cookies ?? {})) {
    expect(cookie.name).toMatch(/^__Host-/);
    expect(cookie.options).toMatchObject({ secure: true, path: "/" });
    expect(cookie.options).not.toHaveProperty("domain");
  }
});

test("next-auth redirects to PUBLIC_URL, else to the host that was asked, and never to localhost", async () => {
  expect((await get("signin")).get("Location")).toBe(
    `/login?callbackUrl=${encodeURIComponent("http://192.0.2.7:3000")}`,
  );
  rememberAs("settings", { ...settings(), publicUrl: "https://chat.example.com" });
  expect((await get("signin")).get("Location")).toBe(
    `/login?callbackUrl=${encodeURIComponent("https://chat.example.com")}`,
  );
});
