import type { Socket } from "socket.io";
import type { ErrorCode } from "@/lib/shared/errors";
import { closeWrites } from "./backpressure";
import { RateMeter } from "./rate-meter";

type EngineConnection = Socket["conn"];
type Packet = { type: string; data?: unknown };

/** Event name that replaces an event with binary arguments, so that it gets an error. */
export const BINARY = "binary";

/** An event (5) or an acknowledgement (6) with attachments: their number, a namespace, an id. */
const WITH_ATTACHMENTS = /^([56])(\d{1,2})-(?:\/[^,]*,)?(\d*)\[/;
/** Socket.IO's CONNECT packet, which a connection of Engine.IO sends once. */
const CONNECT = "0";

/**
 * Guards a connection of Engine.IO: it sees every packet before Socket.IO does, and counts messages. An event with
 * attachments becomes a `BINARY` event; its attachments are dropped, because a parser would collect them in memory. A
 * second CONNECT, or bytes without an announcement, end the connection.
 *
 * @param flush writes pending frames before the connection ends
 */
export function guardPackets(conn: EngineConnection, flush: () => void): RateMeter {
  const meter = new RateMeter();
  const stream = conn.request.socket;
  let attachments = 0;
  let hasConnected = false;

  function refuse(packet: Packet, code: ErrorCode): void {
    packet.type = "noop"; // Nothing reads it after this.
    endConnection(conn, flush, code);
    closeWrites(stream);
  }

  conn.on("packet", (packet: Packet) => {
    const { type, data } = packet;
    if (conn.readyState !== "open" || type !== "message") return;
    meter.count();
    if (typeof data !== "string") {
      if (attachments-- > 0) packet.type = "noop";
      else refuse(packet, "validation_failed");
    } else if (/^[56]/.test(data)) {
      const [, kind, count, id] = WITH_ATTACHMENTS.exec(data) ?? [];
      if (kind === undefined || attachments > 0) return refuse(packet, "validation_failed");
      attachments = Number(count);
      if (kind === "5") packet.data = `2${id}["${BINARY}"]`;
      else packet.type = "noop";
    } else if (data.startsWith(CONNECT)) {
      if (hasConnected) refuse(packet, "validation_failed");
      hasConnected = true;
    }
  });
  conn.once("close", (reason: string) => {
    // Engine.IO would wait for the closing frame of a peer that is gone.
    if (reason === "ping timeout") stream.destroy();
  });
  return meter;
}

/** Sends the reason to the peer, and ends the connection. */
export function endConnection(conn: EngineConnection, flush: () => void, code: ErrorCode): void {
  flush();
  conn.write(`2${JSON.stringify(["session_ended", { reason: code }])}`);
  conn.write("1");
  conn.close();
}
