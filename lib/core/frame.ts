/** How a kind of socket carries words. */
export type WireFormat = "plain" | "socketIo";

/**
 * Something to say to sockets, encoded at most once for each kind of them, however many hear it. The payload is a JSON
 * object without its type: Socket.IO carries the word as the event's name, a plain WebSocket as the field `type`.
 */
export class Frame {
  private readonly encoded: Partial<Record<WireFormat, Buffer>> = {};

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
  bytes(format: WireFormat): Buffer {
    this.encoded[format] ??= encodeTextFrame(this[format]);
    return this.encoded[format];
  }
}

/** Several frames as one piece, for who is told a lot at once; one frame costs no copy. */
export function encodeFrames(frames: readonly Frame[], format: WireFormat): Buffer {
  const [first] = frames;
  return first && frames.length === 1
    ? first.bytes(format)
    : Buffer.concat(frames.map((frame) => frame.bytes(format)));
}

/** The longest payload whose length fits the header's second byte, and the next two (RFC 6455, 5.2). */
const MAX_7_BIT_LENGTH = 125;
const MAX_16_BIT_LENGTH = 65_535;

/** A server's WebSocket frame with this text: final, unmasked, not compressed (RFC 6455, 5.2). */
export function encodeTextFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length <= MAX_7_BIT_LENGTH ? 2 : length <= MAX_16_BIT_LENGTH ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  frame[1] = header === 2 ? length : header === 4 ? 126 : 127;
  if (header === 4) frame.writeUInt16BE(length, 2);
  if (header === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, header);
  return frame;
}
