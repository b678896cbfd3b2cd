import { BACKOFF, createWaits } from "./backoff";
import type { Listeners, Live, LiveStatus } from "./live-connection";
import { UNREACHABLE } from "./outcome";

/**
 * Opens the tab's connection. Socket.IO (14 kB) is a separate script that loads after the page is drawn and
 * interactive. The connection is not ready until then. A failed load is retried with backoff, and at once when the
 * network returns.
 */
export function connectLive(on: Listeners, onStatus: (status: LiveStatus) => void): Live {
  const closing = new AbortController();
  const { signal } = closing;
  const waits = createWaits(BACKOFF.scripts);
  let live: Live | null = null;

  async function open() {
    for (let tries = 0; !signal.aborted; tries++) {
      const script = await import("./live-socket").catch(() => null);
      if (signal.aborted) return;
      if (script) {
        live = script.connectSocket(on, onStatus);
        return;
      }
      onStatus(navigator.onLine ? "reconnecting" : "offline");
      await waits.take("socket", tries);
    }
  }

  window.addEventListener("online", waits.cut, { signal });
  void open();

  return {
    isReady: () => live?.isReady() ?? false,
    call: async (name, frame) => live?.call(name, frame) ?? UNREACHABLE,
    close() {
      closing.abort();
      waits.cut();
      live?.close();
    },
  };
}
