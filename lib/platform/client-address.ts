import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { settings } from "./settings";

/**
 * Where a request comes from: the address of the connection; behind TRUST_PROXY proxies, the one that the outermost of
 * them saw, which is so many places from the end of X-Forwarded-For. What stands before it was written by whoever sent
 * the request, and changes nothing; neither does anything else than an address.
 */
export function addressOfClient({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): string {
  const peer = plain(socket.remoteAddress ?? "");
  const proxies = settings().trustProxy ?? 0;
  if (proxies === 0) return peer;
  const told = String(headers["x-forwarded-for"] ?? "").split(",");
  const address = plain((told.at(-proxies) ?? told[0] ?? "").trim());
  return isIP(address) ? address : peer;
}

/** An IPv4 address that came over an IPv6 socket (RFC 4291, 2.5.5.2) is the same address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** What is counted as one by limits: an IPv4 address, or the /64 of an IPv6 address, of which one person has all. */
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
