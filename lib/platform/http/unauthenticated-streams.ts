import type { Duplex } from "node:stream";

type StreamLimits = { ms: number; perNetwork: number; inAll: number };
type WaitingStream = {
  stream: Duplex;
  network: string;
  since: number;
  isAuthenticating: boolean;
  timer: NodeJS.Timeout;
  forget(): void;
};

/** A stream that has been silent for this long may be evicted for a new one, in milliseconds. */
const SILENT_MS = 1_000;

/**
 * Unauthenticated connections, limited in number (per network, and in all) and in time. If there is no room, the
 * longest silent one is destroyed for the new one; if none is silent, the new one is refused. So a network that opens
 * connections and says nothing keeps nobody out.
 */
export class UnauthenticatedStreams {
  private readonly all = new Map<Duplex, WaitingStream>();
  private readonly byNetwork = new Map<string, Set<WaitingStream>>();

  constructor(private readonly limits: StreamLimits) {}

  get count(): number {
    return this.all.size;
  }

  /**
   * Admits a stream; after `ms` it is destroyed unless it was removed.
   *
   * @param network the network that it counts for: see networkOf
   * @returns false if there is no room
   */
  admit(stream: Duplex, network: string): boolean {
    const { perNetwork, inAll, ms } = this.limits;
    const neighbours = this.byNetwork.get(network) ?? new Set();
    if (neighbours.size >= perNetwork && !this.evict(neighbours)) return false;
    if (this.all.size >= inAll && !this.evict(this.all.values())) return false;
    const timer = setTimeout(() => stream.destroy(), ms).unref();
    const forget = () => this.remove(stream);
    const waiting = { stream, network, since: performance.now(), isAuthenticating: false, timer, forget };
    this.all.set(stream, waiting);
    this.byNetwork.set(network, neighbours.add(waiting));
    stream.once("close", forget);
    return true;
  }

  /** Marks that a stream has sent credentials and waits for the answer; it is no longer silent. */
  authenticating(stream: Duplex): void {
    const waiting = this.all.get(stream);
    if (waiting) waiting.isAuthenticating = true;
  }

  /** Removes a stream that is authenticated or gone. */
  remove(stream: Duplex): void {
    const waiting = this.all.get(stream);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    stream.off("close", waiting.forget);
    this.all.delete(stream);
    const neighbours = this.byNetwork.get(waiting.network);
    neighbours?.delete(waiting);
    if (neighbours?.size === 0) this.byNetwork.delete(waiting.network);
  }

  /** Destroys all streams. */
  close(): void {
    for (const { stream } of [...this.all.values()]) stream.destroy();
  }

  /** Both lists are in the order of arrival. */
  private evict(candidates: Iterable<WaitingStream>): boolean {
    const before = performance.now() - SILENT_MS;
    for (const { stream, since, isAuthenticating } of candidates) {
      if (since > before) return false;
      if (isAuthenticating) continue;
      this.remove(stream);
      stream.destroy();
      return true;
    }
    return false;
  }
}
