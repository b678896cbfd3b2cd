import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BACKOFF } from "./backoff";
import { connectLive } from "./live";
import type { Listeners } from "./live-connection";
import { UNREACHABLE } from "./outcome";

const script = vi.hoisted(() => ({ isAway: false, connectSocket: vi.fn(), close: vi.fn() }));

vi.mock("./live-socket", () => ({
  get connectSocket() {
    return script.connectSocket;
  },
  // biome-ignore lint/suspicious/noThenProperty: `import()` reads `then` of a module, and rejects where that throws.
  get then() {
    if (script.isAway) throw new Error("ChunkLoadError");
    return undefined;
  },
}));

const on = {} as Listeners;

beforeEach(() => {
  vi.useFakeTimers();
  // Every wait takes its maximum.
  vi.spyOn(Math, "random").mockReturnValue(1);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("navigator", { onLine: true });
  script.isAway = false;
  script.connectSocket.mockReset().mockReturnValue({
    isReady: () => true,
    call: async () => ({ ok: true, data: {} }),
    close: script.close.mockReset(),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.mocked(Math.random).mockRestore();
  vi.unstubAllGlobals();
});

test("Nobody is ready before the socket's script is there, and everybody after", async () => {
  const live = connectLive(on, vi.fn());
  expect(live.isReady()).toBe(false);
  expect(await live.call("ping", {})).toEqual(UNREACHABLE);
  await vi.waitFor(() => expect(live.isReady()).toBe(true));
  expect(await live.call("ping", {})).toEqual({ ok: true, data: {} });
  live.close();
  expect(script.close).toHaveBeenCalledOnce();
});

test("A socket's script that cannot be fetched is tried again", async () => {
  script.isAway = true;
  const onStatus = vi.fn();
  const live = connectLive(on, onStatus);
  await vi.waitFor(() => expect(onStatus).toHaveBeenCalledWith("reconnecting"));
  script.isAway = false;
  await vi.advanceTimersByTimeAsync(BACKOFF.scripts.longest);
  await vi.waitFor(() => expect(live.isReady()).toBe(true));
  live.close();
});

test("A network that is back fetches the socket's script at once", async () => {
  script.isAway = true;
  const onStatus = vi.fn();
  const live = connectLive(on, onStatus);
  await vi.waitFor(() => expect(onStatus).toHaveBeenCalled());
  script.isAway = false;
  window.dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(live.isReady()).toBe(true));
  live.close();
});

test("A connection that was closed before its script came opens no socket", async () => {
  connectLive(on, vi.fn()).close();
  await vi.dynamicImportSettled();
  expect(script.connectSocket).not.toHaveBeenCalled();
});
