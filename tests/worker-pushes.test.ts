import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { beforeEach, expect, test, vi } from "vitest";

// public/worker.js in a scope of its own, whose windows, notifications and badge are lists here. The journeys of
// e2e/push.spec.ts run it in a browser, which has no way to close its last window or to count its badge.

type Shown = { title: string; tag: string; body: string; renotify: boolean; silent: boolean; data: object };
type Tab = { url: string; focused: boolean; visibilityState: string; asked: unknown[] };

let handlers: Record<string, (event: object) => void>;
let shown: Shown[];
let tabs: Tab[];
let opened: string[];
let badges: number[];
let asked: [method: string, path: string, body: unknown][];

const tab = (path: string, focused = false): Tab => ({
  url: `https://chat.example${path}`,
  focused,
  visibilityState: focused ? "visible" : "hidden",
  asked: [],
});

function windowOf(one: Tab) {
  return {
    ...one,
    focus: async () => void one.asked.push("focus"),
    postMessage: (message: object) => void one.asked.push(message),
    navigate: async (path: string) => void one.asked.push({ navigate: path }),
  };
}

beforeEach(() => {
  [handlers, shown, tabs, opened, badges, asked] = [{}, [], [], [], [], []];
  const scope = {
    URL,
    Response,
    JSON,
    Promise,
    setTimeout,
    crypto,
    location: new URL("https://chat.example/worker.js"),
    skipWaiting: () => {},
    addEventListener: (name: string, handle: (event: object) => void) => {
      handlers[name] = handle;
    },
    navigator: {
      setAppBadge: async (count: number) => void badges.push(count),
      clearAppBadge: async () => void badges.push(0),
    },
    registration: {
      getNotifications: async ({ tag }: { tag: string }) => shown.filter((one) => one.tag === tag),
      showNotification: async (title: string, options: Omit<Shown, "title">) => {
        shown = [...shown.filter((one) => one.tag !== options.tag), { title, ...options }];
      },
      pushManager: {
        subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => ({
          toJSON: () => ({ endpoint: `https://push.example/${applicationServerKey}`, keys: {} }),
        }),
      },
    },
    clients: {
      matchAll: async () => tabs.map(windowOf),
      openWindow: async (path: string) => void opened.push(path),
    },
    fetch: async (path: string, { method, body }: RequestInit) => {
      asked.push([method ?? "", path, body && JSON.parse(String(body))]);
      return Response.json({ publicKey: "server-key" });
    },
  };
  runInNewContext(readFileSync("public/worker.js", "utf8"), { ...scope, self: scope });
});

/** Hands an event to the worker and waits until it is done with it. */
async function handle(name: string, event: object): Promise<void> {
  const works: Promise<unknown>[] = [];
  handlers[name]?.({ waitUntil: (work: Promise<unknown>) => works.push(work), ...event });
  await Promise.all(works);
}

const push = (notification: object | null) =>
  handle("push", {
    data: notification && { json: () => ({ web_push: 8030, notification }) },
  });

const message = (id: string, body: string, data: object = {}) => ({
  title: "Ada",
  body,
  tag: "den",
  data: { messageId: id, roomId: "den", path: "/rooms/den?message=7", ...data },
});

const click = (data: object) =>
  handle("notificationclick", { notification: { close: vi.fn(), data }, action: "" });

test("every push is shown, in silence where a page is in view, and also without words", async () => {
  tabs = [tab("/rooms/den", true)];
  await push(message("1", "hello"));
  expect(shown).toMatchObject([{ title: "Ada", body: "hello", silent: true }]);
  await push(null);
  expect(shown).toHaveLength(2);
});

test("a new message is heard again, and the same one replaces itself in silence", async () => {
  await push(message("1", "one"));
  await push(message("2", "two"));
  expect(shown).toMatchObject([{ body: "one\ntwo", renotify: true }]);
  await push(message("2", "two, edited"));
  expect(shown).toMatchObject([{ body: "one\ntwo, edited", renotify: false }]);
});

test("the badge is the number of the push, and zero clears it", async () => {
  await push(message("1", "one", { badge: 3 }));
  await push(message("2", "two", { badge: 0 }));
  await push(message("3", "three"));
  expect(badges).toEqual([3, 0]);
});

test("a click opens a window only where there is none", async () => {
  await click({ path: "/rooms/den?message=7" });
  expect(opened).toEqual(["/rooms/den?message=7"]);
});

test.each([
  ["the chat goes there by itself", "/rooms/yard", { open: "/rooms/den?message=7" }],
  ["another page is led there", "/settings", { navigate: "/rooms/den?message=7" }],
])("a click uses a window that is open: %s", async (_how, path, order) => {
  tabs = [tab(path)];
  await click({ path: "/rooms/den?message=7" });
  expect([opened, tabs[0]?.asked]).toEqual([[], ["focus", order]]);
});

test("a click prefers the window in focus, then one of the chat", async () => {
  tabs = [tab("/settings"), tab("/rooms/yard"), tab("/admin", true)];
  await click({ path: "/rooms/den" });
  expect(tabs.map(({ asked }) => asked.length > 0)).toEqual([false, false, true]);
  tabs = [tab("/settings"), tab("/rooms/yard")];
  await click({ path: "/rooms/den" });
  expect(tabs.map(({ asked }) => asked.length > 0)).toEqual([false, true]);
});

test("a subscription that the browser ended is made again with the server's key of now", async () => {
  await handle("pushsubscriptionchange", {});
  expect(asked.at(-1)).toEqual([
    "POST",
    "/api/v1/me/push-subscriptions",
    { endpoint: "https://push.example/server-key", keys: {} },
  ]);
});
