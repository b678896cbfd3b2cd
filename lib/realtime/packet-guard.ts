import type { Socket } from "socket.io";
import type { ErrorCode } from "@/lib/shared/errors";
import { closeWrites } from "./backpressure";
import { RateMeter } from "./rate-meter";

type EngineConnection = Socket["conn"];
type Packet = { type: string; data?: unknown };

/** The word that stands in for an event with binary arguments, which is answered by an error. */
export const BINARY = "binary";

/** An event (5) or an acknowledgement (6) with attachments: their number, a namespace, an id. */
const WITH_ATTACHMENTS = /^([56])(\d{1,2})-(?:\/[^,]*,)?(\d*)\[/;
/** A connection of Socket.IO, which one of Engine.IO has once. */
const CONNECT = "0";

/**
 * Looks at what arrives on a connection of Engine.IO before Socket.IO does, from its first byte on. Counts messages.
 * Puts `BINARY` in the place of an event with attachments, and drops these, which a parser would collect in memory. Ends
 * a connection that connects twice, or sends bytes that were not announced. `flush` writes what it is still to be told
 * before that.
 */
export function guardPackets(conn: EngineConnection, flush: () => void): RateMeter {
  const meter = new RateMeter();
  const stream = conn.request.socket;
  let attachments = 0;
  let hasConnected = false;

  function refuse(packet: Packet, code: ErrorCode): void {
    packet.type = "noop"; // Nobody behind this reads it.
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

/** Tells the peer of a connection why it ends, and ends it. */
export function endConnection(conn: EngineConnection, flush: () => void, code: ErrorCode): void {
  flush();
  conn.write(`2${JSON.stringify(["session_ended", { reason: code }])}`);
  conn.write("1");
  conn.close();
}
