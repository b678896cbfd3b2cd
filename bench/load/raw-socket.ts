import { connect, type Socket } from "node:net";

/** Bytes of a frame that an unsampled peer looks at: enough for its type and its counters. */
const PREFIX = 160;
const NOTHING = Buffer.alloc(0);

/** One buffer for all reads of a process: each read is handled before the next one. */
const shared = Buffer.allocUnsafe(256 * 1024);

export type RawMessageHandler = (prefix: Buffer, start: number, length: number) => void;

/**
 * The cheapest WebSocket client in Node: a TCP socket that counts frames by their headers. It reads the first bytes
 * of each frame, or all of it with `isWhole`, and keeps none. Text frames only, nothing masked.
 */
export class RawSocket {
  private readonly stream: Socket;
  private left = NOTHING;
  private skip = 0;
  private isOpen = false;

  constructor(
    { port, path, isWhole = false }: { port: number; path: string; isWhole?: boolean },
    private readonly opened: () => void,
    private readonly onFrame: RawMessageHandler,
    closed: () => void,
  ) {
    this.limit = isWhole ? Number.POSITIVE_INFINITY : PREFIX;
    const callback = (bytes: number) => {
      this.read(shared.subarray(0, bytes));
      return true;
    };
    this.stream = connect({ port, host: "127.0.0.1", noDelay: true, onread: { buffer: shared, callback } });
    this.stream.on("connect", () => this.stream.write(handshake(path)));
    this.stream.on("error", () => {});
    this.stream.on("close", closed);
  }

  private readonly limit: number;

  /** Sends text frames in one write. */
  send(...texts: string[]): void {
    this.stream.write(framesOf(texts));
  }

  /** Sends prepared frames, unless the last ones have not left yet. */
  press(frames: Buffer): void {
    if (this.stream.writableLength === 0) this.stream.write(frames);
  }

  end(): void {
    this.stream.destroy();
  }

  private read(arrived: Buffer): void {
    const bytes = this.left.length > 0 ? Buffer.concat([this.left, arrived]) : arrived;
    this.left = NOTHING;
    let at = this.isOpen ? 0 : this.open(bytes);
    while (at < bytes.length) {
      const next = this.step(bytes, at);
      if (next < 0) {
        this.left = Buffer.from(bytes.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** Returns the position of the next frame; -1 if more bytes must arrive first. */
  private step(bytes: Buffer, at: number): number {
    const there = bytes.length - at;
    if (this.skip > 0) {
      const skipped = Math.min(this.skip, there);
      this.skip -= skipped;
      return at + skipped;
    }
    if (there < 2) return -1;
    const short = bytes[at + 1]! & 127;
    const header = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (there < header) return -1;
    const length =
      short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? bytes.readUIntBE(at + 4, 6) : short;
    if (there < header + Math.min(length, this.limit)) return -1;
    if ((bytes[at]! & 15) === 1) this.onFrame(bytes, at + header, length);
    this.skip = length - Math.min(length, there - header);
    return at + header + length - this.skip;
  }

  private open(bytes: Buffer): number {
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
      this.left = Buffer.from(bytes);
      return bytes.length;
    }
    this.isOpen = true;
    this.opened();
    return end + 4;
  }
}

const handshake = (path: string) =>
  [
    `GET ${path} HTTP/1.1`,
    "Host: localhost",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Accept-Encoding: gzip, deflate, br, zstd",
    "Accept-Language: en-US,en;q=0.9,ru;q=0.8",
    "\r\n",
  ].join("\r\n");

/** Builds text frames of a client. */
export const framesOf = (texts: string[]): Buffer =>
  texts.length === 1 ? masked(texts[0]!) : Buffer.concat(texts.map(masked));

/** A client's frame must be masked; a mask of zeros changes nothing (RFC 6455, 5.3). */
function masked(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 6 : 8;
  const frame = Buffer.alloc(header + length);
  frame[0] = 0x81;
  frame[1] = 0x80 | Math.min(length, 126);
  if (length >= 126) frame.writeUInt16BE(length, 2);
  frame.write(text, header);
  return frame;
}
