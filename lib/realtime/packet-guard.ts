import type { Socket } from "socket.io";
import type { ErrorCode } from "@/lib/shared/errors";
import { readSlowly, shut } from "./hold-off";
import { Meter } from "./meter";

type Conn = Socket["conn"];
type Packet = { type: string; data?: unknown };

/** Socket.IO's packets with binary attachments; nobody here has a use for them. */
const BINARY = /^[56]/;

/**
 * Looks at what arrives on a connection of Engine.IO before Socket.IO does, from its first byte on: counts it, and ends a
 * connection that floods, or that announces binary attachments, which a parser would collect in memory. `flush` writes what
 * it is still to be told before that.
 */
export function guardPackets(conn: Conn, flush: () => void): Meter {
  const meter = new Meter();
  const stream = conn.request.socket;
  const end = (code: ErrorCode) => {
    flush();
    conn.write(`2${JSON.stringify(["session_ended", { reason: code }])}`);
    conn.write("1");
    conn.close();
    shut(stream);
  };
  conn.on("packet", ({ type, data }: Packet) => {
    if (conn.readyState !== "open") return;
    meter.count();
    if (meter.verdict === "over") readSlowly(stream);
    if (meter.verdict === "flood") end("rate_limited");
    else if (type === "message" && (typeof data !== "string" || BINARY.test(data))) end("validation_failed");
  });
  conn.once("close", (reason: string) => {
    // Engine.IO would wait another half minute for the closing frame of a peer that is gone.
    if (reason === "ping timeout") stream.destroy();
  });
  return meter;
}
