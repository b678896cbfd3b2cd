import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { buildConnector } from "undici";
import { KeyedSemaphore } from "../concurrency/keyed-semaphore";
import { remember } from "../remember";

/** The network as guarded requests see it. Tests replace it: `rememberAs("outbound network", …)`. */
export type OutboundNetwork = {
  /** Returns all addresses of a name. */
  resolve(host: string): Promise<string[]>;
  /** Makes connections that lead to these addresses only, whatever the name means by then. */
  connector(addresses: readonly string[]): buildConnector.connector;
};

export const outboundNetwork = (): OutboundNetwork => remember("outbound network", systemNetwork);

/** Lookups at once: `getaddrinfo` holds one of four threads that file access and hashing use too. */
const LOOKUPS = { atOnce: 2, waiting: 200 };

function systemNetwork(): OutboundNetwork {
  const turns = new KeyedSemaphore(LOOKUPS.atOnce, LOOKUPS.waiting);
  return {
    async resolve(host) {
      const release = await turns.acquire("lookup");
      if (!release) throw new Error("Too many names wait for DNS.");
      try {
        return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
      } finally {
        release();
      }
    },
    connector: (addresses) =>
      buildConnector({
        lookup: pinned(addresses),
        autoSelectFamily: true,
        allowH2: false,
        timeout: 4_000,
      }),
  };
}

/** A lookup that knows only judged addresses, so that a name cannot change its meaning between check and connection. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    if (options.all) callback(null, all);
    else callback(null, all[0]!.address, all[0]!.family);
  };
}
