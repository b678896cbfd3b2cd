import type { Duplex } from "node:stream";
import { rate } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";
import { areWritesClosed, closeWrites, throttleReads } from "./backpressure";
import { FrameCounter } from "./frame-counter";
import { RateMeter } from "./rate-meter";
import type { SocketLimits } from "./socket-limits";

/**
 * Meters everything that arrives on a socket's stream, below the WebSocket libraries and from the first byte after
 * the upgrade: frames of every kind (pings, pongs and fragments too) and bytes. Above the rate it throttles reads; a
 * flood ends the stream, and no library sees the bytes that made it one. Before authentication the limits are lower
 * (LIMITS.unauthenticatedFrames and unauthenticatedBytes); while credentials are checked, a peer may send as many frames as a
 * person at once, because a script sends as soon as its socket is open. A peer that sends without reading its answers is
 * disconnected at LIMITS.unreadBytes.
 */
export class StreamGuard {
  private readonly counter = new FrameCounter();
  private readonly frames = new RateMeter();
  private readonly bytes = new RateMeter(rate("frameBytes"));
  private unauthenticatedFrames = 0;
  private unauthenticatedBytes = 0;
  private isAuthenticated = false;
  private mostFrames: number = LIMITS.unauthenticatedFrames;
  /** Sends the reason for closing to the peer. Set once a library serves the socket. */
  closeWithReason: (() => void) | null = null;

  /**
   * @param head bytes that arrived together with the upgrade; the libraries put them back into the stream unmetered
   */
  constructor(
    private readonly stream: Duplex,
    head: Buffer,
    private readonly limits: Pick<SocketLimits, "unreadBytes">,
  ) {
    // A socket hands over its bytes with `push`: listeners see only what passes here.
    const push = stream.push.bind(stream);
    stream.push = (chunk: Buffer | null, encoding) =>
      chunk === null || this.admits(chunk) ? push(chunk, encoding) : false;
    if (head.length > 0) this.admits(head);
  }

  /** The peer has sent its credentials, which are being checked. */
  authenticating(): void {
    this.mostFrames = rate("frames").points;
  }

  /** Applies the rates of an authenticated socket from now on. */
  authenticated(): void {
    this.isAuthenticated = true;
  }

  private admits(chunk: Buffer): boolean {
    if (areWritesClosed(this.stream) || this.stream.destroyed) return false;
    const frames = this.counter.count(chunk);
    this.frames.count(frames);
    this.bytes.count(chunk.length);
    if (this.isFlood(frames, chunk.length)) {
      this.end();
      return false;
    }
    if (this.frames.verdict !== "fine" || this.bytes.verdict !== "fine") throttleReads(this.stream);
    return true;
  }

  private isFlood(frames: number, bytes: number): boolean {
    if (this.stream.writableLength > this.limits.unreadBytes) return true;
    if (this.isAuthenticated) return this.frames.verdict === "flood" || this.bytes.verdict === "flood";
    this.unauthenticatedFrames += frames;
    this.unauthenticatedBytes += bytes;
    return (
      this.unauthenticatedFrames > this.mostFrames || this.unauthenticatedBytes > LIMITS.unauthenticatedBytes
    );
  }

  /** Ends the stream. A person gets the reason; an unauthenticated or closing stream is destroyed at once. */
  private end(): void {
    if (!this.isAuthenticated || this.closeWithReason === null) {
      this.stream.destroy();
      return;
    }
    closeWrites(this.stream);
    this.closeWithReason();
  }
}
