/** The encoding of frames on a kind of socket. */
export type WireFormat = "plain" | "socketIo";

/**
 * A frame for sockets, encoded at most once per wire format for any number of them. The payload is a JSON object
 * without its type: Socket.IO carries the type as the event's name, a plain WebSocket as the field `type`.
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

  /** Text for a plain WebSocket: the payload with `type` before its fields. */
  get plain(): string {
    return `{"type":"${this.type}"${this.payload === "{}" ? "" : ","}${this.payload.slice(1)}`;
  }

  /** Text for Socket.IO (Engine.IO 4, protocol 5, default namespace): an EVENT packet with one argument. */
  get socketIo(): string {
    return `42["${this.type}",${this.payload}]`;
  }

  /** Bytes of the WebSocket frame with its header. All sockets of a format write these same bytes. */
  bytes(format: WireFormat): Buffer {
    this.encoded[format] ??= encodeTextFrame(this[format]);
    return this.encoded[format];
  }
}

/** Joins several frames into one buffer; a single frame is not copied. */
export function encodeFrames(frames: readonly Frame[], format: WireFormat): Buffer {
  const [first] = frames;
  return first && frames.length === 1
    ? first.bytes(format)
    : Buffer.concat(frames.map((frame) => frame.bytes(format)));
}

/** Longest payloads whose length fits the header's second byte, and the next two (RFC 6455, 5.2). */
const MAX_7_BIT_LENGTH = 125;
const MAX_16_BIT_LENGTH = 65_535;

/** Encodes a server's WebSocket text frame: final, unmasked, not compressed (RFC 6455, 5.2). */
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
