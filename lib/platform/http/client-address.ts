import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { remember } from "../remember";
import { settings } from "../settings";

/**
 * Returns the address of a request's client: the peer of the connection; behind TRUST_PROXY proxies, the entry of
 * X-Forwarded-For that the outermost of them wrote, counted from its end. Entries before it come from the sender and
 * are ignored, and so is anything that is no address.
 */
export function addressOfClient({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): string {
  const peer = addressOfPeer(socket);
  const forwarded = headers["x-forwarded-for"];
  const proxies = settings().trustProxy ?? 0;
  if (forwarded === undefined) return peer;
  if (proxies === 0) {
    warnOfProxy();
    return peer;
  }
  const addresses = String(forwarded).split(",");
  return addressIn(addresses.at(-proxies) ?? addresses[0] ?? "") ?? peer;
}

/** Returns the address at the other end of a connection. */
export const addressOfPeer = ({ remoteAddress }: { remoteAddress?: string | undefined }): string =>
  plain(remoteAddress ?? "");

/** Warns once per process: the header may be harmless, but a forgotten TRUST_PROXY is easily overlooked. */
function warnOfProxy(): void {
  remember("told of a proxy", () => {
    console.warn(
      "Requests come with X-Forwarded-For while TRUST_PROXY is 0: if a proxy stands before Parley, set TRUST_PROXY to " +
        "the number of proxies. Until then limits and sessions take the proxy's address for everybody's.",
    );
    return true;
  });
}

/**
 * Parses an entry of X-Forwarded-For, which may have a port, and brackets around IPv6 (RFC 7239, 6, and what Azure,
 * IIS and HAProxy write).
 *
 * @returns undefined if it is no address
 */
function addressIn(entry: string): string | undefined {
  const bare = entry.trim().replace(/^"(.*)"$/, "$1");
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(bare) ?? [];
  const address = plain(bracketed ?? dotted ?? bare);
  return isIP(address) ? address : undefined;
}

/** Writes an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) as IPv4. */
function plain(address: string): string {
  const [, dotted] = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (dotted) return dotted;
  const [, high, low] = /^(?:0*:)*:?(?:0*:)*ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined || isIP(address) !== 6) return address;
  const bits = [high, low].map((group) => Number.parseInt(group, 16));
  return bits.flatMap((group) => [group >> 8, group & 0xff]).join(".");
}

/**
 * Returns the network that limits count: an IPv4 address, or the /64 of an IPv6 address, which belongs to one person.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.split("%")[0]!.split("::");
  const groups = (part: string) => part.split(":").filter(Boolean);
  const missing = 8 - groups(head).length - groups(tail).length;
  const whole = address.includes("::")
    ? [...groups(head), ...Array<string>(missing).fill("0"), ...groups(tail)]
    : groups(address);
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
