/** How a kind of socket carries words. */
export type Dialect = "plain" | "socketIo";

/**
 * Something to say to sockets, encoded at most once for each kind of them, however many hear it. The payload is a JSON
 * object without its type: Socket.IO carries the word as the event's name, a plain WebSocket as the field `type`.
 */
export class Frame {
  private readonly encoded: Partial<Record<Dialect, Buffer>> = {};

  constructor(
    readonly type: string,
    private readonly payload: string,
  ) {}

  static of(type: string, payload: object): Frame {
    return new Frame(type, JSON.stringify(payload));
  }

  /** The text for a plain WebSocket: the payload with `type` before its fields. */
  get plain(): string {
    return `{"type":"${this.type}"${this.payload === "{}" ? "" : ","}${this.payload.slice(1)}`;
  }

  /** The text for Socket.IO (Engine.IO 4, protocol 5, default namespace): a message that is an EVENT with one argument. */
  get socketIo(): string {
    return `42["${this.type}",${this.payload}]`;
  }

  /** What goes over the wire: the WebSocket frame, header and all. Every socket of a kind writes these same bytes. */
  bytes(dialect: Dialect): Buffer {
    this.encoded[dialect] ??= textFrame(this[dialect]);
    return this.encoded[dialect];
  }
}

/** Several frames as one piece, for who is told a lot at once; one frame costs no copy. */
export function bytesOf(frames: readonly Frame[], dialect: Dialect): Buffer {
  const [first] = frames;
  return first && frames.length === 1
    ? first.bytes(dialect)
    : Buffer.concat(frames.map((frame) => frame.bytes(dialect)));
}

/** The longest payload whose length fits the header's second byte, and the next two (RFC 6455, 5.2). */
const SHORT = 125;
const MEDIUM = 65_535;

/** A server's WebSocket frame with this text: final, unmasked, not compressed (RFC 6455, 5.2). */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  frame[1] = header === 2 ? length : header === 4 ? 126 : 127;
  if (header === 4) frame.writeUInt16BE(length, 2);
  if (header === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, header);
  return frame;
}
