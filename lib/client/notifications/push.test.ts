import { createHash } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { pushKey } from "../storage/names";
import { mendSubscription, pushSupport, subscribeHere } from "./push";

const SERVER_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const OLD_KEY = SERVER_KEY.replace("BCV", "BBV");

type Device = { endpointHash: string; isThis: boolean; isCurrent: boolean };

let live: { endpoint: string; key: string } | null;
let devices: Device[];
let chosen: Map<string, string>;
/** Calls of the API and of the browser, in order. */
let calls: string[];

const hash = (endpoint: string) => createHash("sha256").update(endpoint).digest("hex");
const device = (endpoint: string, change: Partial<Device> = {}): Device => ({
  endpointHash: hash(endpoint),
  isThis: true,
  isCurrent: true,
  ...change,
});

function subscriptionOf({ endpoint, key }: { endpoint: string; key: string }) {
  return {
    endpoint,
    options: { applicationServerKey: Uint8Array.from(Buffer.from(key, "base64url")).buffer },
    toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
    unsubscribe: async () => {
      calls.push(`end ${endpoint}`);
      live = null;
      return true;
    },
  };
}

const pushManager = {
  getSubscription: async () => live && subscriptionOf(live),
  subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
    live = { endpoint: "https://push.example/new", key: applicationServerKey };
    return subscriptionOf(live);
  },
};

beforeEach(() => {
  live = null;
  devices = [];
  chosen = new Map([[pushKey("ada"), "on"]]);
  calls = [];
  vi.stubGlobal("window", { isSecureContext: true, PushManager: {} });
  const registration = { pushManager };
  const serviceWorker = {
    register: async () => registration,
    getRegistration: async () => registration,
    ready: Promise.resolve(registration),
  };
  vi.stubGlobal("navigator", { serviceWorker, userAgent: "Chrome", maxTouchPoints: 0 });
  vi.stubGlobal("Notification", { permission: "granted" });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => chosen.get(key) ?? null,
    setItem: (key: string, value: string) => chosen.set(key, value),
    removeItem: (key: string) => chosen.delete(key),
  });
  vi.stubGlobal("fetch", async (path: string, { method, body }: RequestInit) => {
    if (path.endsWith("/push-key")) return Response.json({ publicKey: SERVER_KEY });
    if (method === "GET") return Response.json({ items: devices });
    calls.push(`register ${JSON.parse(String(body)).endpoint}`);
    return Response.json({});
  });
});

test("a live subscription that the server knows is left alone", async () => {
  live = { endpoint: "https://push.example/mine", key: SERVER_KEY };
  devices = [device("https://push.example/mine")];
  expect(await mendSubscription("ada")).toBe(true);
  expect(calls).toEqual([]);
});

test("a subscription that the browser dropped is made again", async () => {
  devices = [device("https://push.example/mine")];
  expect(await mendSubscription("ada")).toBe(true);
  expect(calls).toEqual(["register https://push.example/new"]);
});

test.each([
  ["that the server lost", []],
  ["of an earlier session", [device("https://push.example/mine", { isThis: false })]],
])("a live subscription %s is registered again", async (_how, known) => {
  live = { endpoint: "https://push.example/mine", key: SERVER_KEY };
  devices = known;
  expect(await mendSubscription("ada")).toBe(true);
  expect(calls).toEqual(["register https://push.example/mine"]);
});

test("a subscription with another key of the server is replaced", async () => {
  live = { endpoint: "https://push.example/mine", key: OLD_KEY };
  devices = [device("https://push.example/mine", { isCurrent: false })];
  expect(await mendSubscription("ada")).toBe(true);
  expect(calls).toEqual(["end https://push.example/mine", "register https://push.example/new"]);
});

test("the subscription of another person at this browser ends", async () => {
  live = { endpoint: "https://push.example/mine", key: SERVER_KEY };
  expect(await mendSubscription("bob")).toBe(false);
  expect(calls).toEqual(["end https://push.example/mine"]);
});

test("without the browser's permission nothing is subscribed", async () => {
  vi.stubGlobal("Notification", { permission: "denied" });
  expect(await mendSubscription("ada")).toBe(false);
  expect(calls).toEqual([]);
});

test("a server that is away changes nothing", async () => {
  live = { endpoint: "https://push.example/mine", key: SERVER_KEY };
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("offline")));
  expect(await mendSubscription("ada")).toBe(true);
  expect(await subscribeHere("ada")).toBeNull();
  expect(calls).toEqual([]);
});

test.each([
  ["http", { isSecureContext: false }, "Chrome", "insecure"],
  ["an iPhone's browser", { isSecureContext: true }, "iPhone", "install"],
  ["an iPhone's installed app", { isSecureContext: true, PushManager: {} }, "iPhone", "supported"],
  ["an old browser", { isSecureContext: true }, "Linux", "unsupported"],
])("%s has its own answer about pushes", (_where, window, userAgent, support) => {
  vi.stubGlobal("window", window);
  vi.stubGlobal("navigator", { userAgent, maxTouchPoints: 0, serviceWorker: {} });
  expect(pushSupport()).toBe(support);
});
