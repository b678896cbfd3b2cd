import type { Server as HttpServer } from "node:http";
import { bus } from "@/lib/core/bus";
import { Hub } from "@/lib/core/hub";
import { writer } from "@/lib/core/operation";
import { startPulse } from "@/lib/core/presence-pulse";
import { openHub } from "@/lib/core/publish";
import { hubSource } from "../domain/live/hub-source";
import { BOUNDS } from "./bounds";
import { attachPlainSocket } from "./plain-socket";
import { attachSocketIo } from "./socket-io";

/** Whether an upgrade is for one of our sockets, and nobody else's to answer. */
export const isSocketPath = (url = ""): boolean => /^\/(socket\.io|api\/v1\/ws)\/?(\?|$)/.test(url);

/**
 * Gives an HTTP server its sockets: one hub, and the two kinds of connection that it holds. `drain` waits for what is
 * being written, then ends every connection; clients reconnect when a server is there again.
 */
export async function attachRealtime(http: HttpServer, bounds = BOUNDS): Promise<{ drain(): Promise<void> }> {
  const hub = new Hub(hubSource);
  openHub(hub);
  const stopPulse = startPulse(hub, hubSource);
  const io = attachSocketIo(http, hub, bounds);
  const sockets = attachPlainSocket(http, hub, bounds);
  return {
    async drain() {
      await writer().idle();
      await Promise.all([hub.stop(), stopPulse()]);
      for (const socket of sockets.clients) socket.close(1012, "server_stopping");
      io.disconnectSockets(true);
      io.engine.close();
      bus().close();
    },
  };
}
