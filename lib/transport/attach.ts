import type { Server as HttpServer } from "node:http";
import { bus } from "@/lib/delivery/bus";
import { Hub } from "@/lib/delivery/hub";
import { startPresenceBroadcast } from "@/lib/delivery/presence-broadcast";
import { openHub } from "@/lib/delivery/publish";
import { writer } from "@/lib/delivery/write";
import { hubSource } from "@/lib/domain/live/hub-source";
import { attachPlainSocket } from "./plain-socket";
import { SOCKET_LIMITS } from "./socket/socket-limits";
import { attachSocketIo } from "./socket-io";
import { dispatchUpgrades, type FallbackUpgradeHandler } from "./upgrades";

/**
 * Attaches the sockets to an HTTP server: one hub, and both kinds of connection. `drain` waits for writes in
 * progress, then ends every connection; clients reconnect to the next server.
 *
 * @param other takes upgrades of other paths, such as hot reload; the rest is refused
 */
export async function attachRealtime(
  http: HttpServer,
  limits = SOCKET_LIMITS,
  other?: FallbackUpgradeHandler,
): Promise<{ drain(): Promise<void> }> {
  const hub = new Hub(hubSource);
  openHub(hub);
  const stopPresence = startPresenceBroadcast(hub, hubSource);
  const socketIo = attachSocketIo(hub, limits);
  const plain = attachPlainSocket(hub, limits);
  const waiting = dispatchUpgrades(http, { socketIo: socketIo.take, plain: plain.take, other }, limits);
  return {
    async drain() {
      await writer().idle();
      await Promise.all([hub.stop(), stopPresence()]);
      plain.close();
      socketIo.close();
      waiting.close();
      bus().close();
    },
  };
}
