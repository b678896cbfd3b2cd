import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { remember } from "./remember";
import { settings } from "./settings";

/**
 * Where a request comes from: the address of the connection; behind TRUST_PROXY proxies, the one that the outermost of
 * them saw, which is so many places from the end of X-Forwarded-For. What stands before it was written by whoever sent
 * the request, and changes nothing; neither does anything else than an address.
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
  const told = String(forwarded).split(",");
  return addressIn(told.at(-proxies) ?? told[0] ?? "") ?? peer;
}

/** The address at the other end of a connection. */
export const addressOfPeer = ({ remoteAddress }: { remoteAddress?: string | undefined }): string =>
  plain(remoteAddress ?? "");

/** Once in the life of a process: what it means cannot be known, but it is easily overlooked. */
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
 * The address in an entry of X-Forwarded-For, which may have a port, and brackets around IPv6 (RFC 7239, 6, and what
 * Azure, IIS and HAProxy write); undefined where there is none.
 */
function addressIn(entry: string): string | undefined {
  const bare = entry.trim().replace(/^"(.*)"$/, "$1");
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(bare) ?? [];
  const address = plain(bracketed ?? dotted ?? bare);
  return isIP(address) ? address : undefined;
}

/** An IPv4 address that came over an IPv6 socket (RFC 4291, 2.5.5.2) is the same address, however it is written. */
function plain(address: string): string {
  const [, dotted] = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (dotted) return dotted;
  const [, high, low] = /^(?:0*:)*:?(?:0*:)*ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined || isIP(address) !== 6) return address;
  const bits = [high, low].map((group) => Number.parseInt(group, 16));
  return bits.flatMap((group) => [group >> 8, group & 0xff]).join(".");
}

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
