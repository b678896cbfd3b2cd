import { buildConnector } from "undici";
import type { OutboundNetwork } from "@/lib/platform/outbound/outbound-network";
import { rememberAs } from "@/lib/platform/remember";

/** Lets every name resolve to a public address, and every connection end at a local port, without TLS. */
export function leadOutboundTo(port: number): void {
  const connect = buildConnector({ allowH2: false });
  const network: OutboundNetwork = {
    resolve: async () => ["93.184.215.14"],
    connector: () => (options, callback) =>
      connect({ ...options, protocol: "http:", hostname: "127.0.0.1", port: String(port) }, callback),
  };
  rememberAs("outbound network", network);
}
