import ipaddr from "ipaddr.js";

/**
 * Kinds of addresses for outgoing requests. `public`: on the internet. `private`: of an internal network, which a setting
 * may open. `closed`: this machine, its link, cloud metadata, multicast and reserved ranges, which nothing opens.
 */
export type AddressKind = "public" | "private" | "closed";

/** Rules of outgoing requests: what administrators allow beyond public addresses and ports 80 and 443. */
export type OutboundRules = {
  /** Names, `*.suffix` patterns, addresses and CIDR ranges that may be private. */
  allowedHosts: readonly string[];
  /** Ports beside 80 and 443. */
  ports: readonly number[];
};

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Internal ranges of IANA's special-purpose registries: RFC 1918, RFC 6598 (shared address space), RFC 4193. */
const PRIVATE_RANGES = new Set(["private", "carrierGradeNat", "uniqueLocal"]);

/** Metadata services of clouds that lie outside the link-local range: AWS, Google, Alibaba and Tencent, Azure. */
const METADATA = ["fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16"].map((one) =>
  ipaddr.parse(one),
);

/** Addresses that the internet routes: RFC 4291, 2.4 (2000::/3). */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/**
 * Judges an IP address by its number, never by its spelling. An IPv6 address that carries IPv4 addresses is as open as
 * the most closed of them.
 *
 * @param text an address as a resolver or `net.isIP` knows it; anything else is `closed`
 */
export function judgeAddress(text: string): AddressKind {
  const bare = text.replace(/%.*$/s, "");
  if (!ipaddr.isValid(bare)) return "closed";
  return judge(ipaddr.parse(bare));
}

function judge(address: Address): AddressKind {
  if (METADATA.some((one) => isSame(one, address))) return "closed";
  if (address instanceof ipaddr.IPv6) {
    const embedded = embeddedIPv4(address);
    if (embedded.length > 0) return mostClosed(embedded.map(judge));
  }
  const range: string = address.range();
  if (PRIVATE_RANGES.has(range)) return "private";
  if (range !== "unicast") return "closed";
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6) ? "public" : "closed";
}

const isSame = (a: Address, b: Address) => a.kind() === b.kind() && a.toString() === b.toString();

const OPENNESS: Record<AddressKind, number> = { closed: 0, private: 1, public: 2 };
const mostClosed = (kinds: AddressKind[]) =>
  kinds.reduce((least, kind) => (OPENNESS[kind] < OPENNESS[least] ? kind : least));

/**
 * Returns the IPv4 addresses within an IPv6 address: mapped and compatible (RFC 4291, 2.5.5), translated (RFC 6145),
 * NAT64 (RFC 6052; RFC 8215), 6to4 (RFC 3056), Teredo's server and client (RFC 4380, 4), and ISATAP (RFC 5214, 6.1).
 */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4[] {
  const bytes = address.toByteArray();
  const at = (offset: number, mask = 0) =>
    new ipaddr.IPv4(bytes.slice(offset, offset + 4).map((byte) => byte ^ mask));
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 15).some(Boolean);
  const isIsatap = [0, 2].includes(bytes[8]!) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  if (isCompatible) return [at(12)];
  switch (address.range() as string) {
    case "ipv4Mapped":
    case "rfc6145":
    case "rfc6052":
      return [at(12)];
    case "6to4":
      return [at(2), ...(isIsatap ? [at(12)] : [])];
    case "teredo":
      return [at(4), at(12, 0xff)];
    default:
      return isIsatap ? [at(12)] : [];
  }
}

/** Returns whether a host, or one of its addresses, is in the list of hosts that may be private. */
export function mayBePrivate(host: string, address: string, { allowedHosts }: OutboundRules): boolean {
  return allowedHosts.some((entry) => matchesName(entry, host) || matchesRange(entry, address));
}

/** Returns whether the list names a host by itself or by a `*.suffix`. A trailing dot does not count. */
export const isListedName = (host: string, { allowedHosts }: OutboundRules): boolean =>
  allowedHosts.some((entry) => matchesName(entry, host));

function matchesName(entry: string, host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return entry.startsWith("*.") ? name.endsWith(entry.slice(1)) : name === entry;
}

function matchesRange(entry: string, text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (ipaddr.isValid(entry)) return isSame(ipaddr.parse(entry), address);
  if (!ipaddr.isValidCIDR(entry)) return false;
  const [base, bits] = ipaddr.parseCIDR(entry);
  return base.kind() === address.kind() && address.match(base as never, bits);
}

/**
 * Names that never lead to the internet: RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`. They are refused before DNS, so
 * that a proxy, which resolves names by itself, is not asked for them either.
 */
const LOCAL_NAMES = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|invalid|onion)\.?$/i;

/** Returns whether a name is of the local network: a special one, or one without a dot. Addresses are not names. */
export const isLocalName = (host: string): boolean =>
  !ipaddr.isValid(host) && (LOCAL_NAMES.test(host) || !/\../.test(host));

/** Returns the entry of LINK_ALLOWED_HOSTS in its stored form, or null where it is none. */
export function parseAllowedHost(given: string): string | null {
  const entry = given
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)) return entry;
  return /^(?:\*\.)?(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(entry) ? entry : null;
}
