/**
 * Something to say to sockets, encoded at most once for each kind of them, however many hear it. The payload is a JSON
 * object without its type: Socket.IO carries the word as the event's name, a plain WebSocket as the field `type`.
 */
export class Frame {
  private plainText: string | undefined;
  private socketIoText: string | undefined;

  constructor(
    readonly type: string,
    private readonly payload: string,
  ) {}

  static of(type: string, payload: object): Frame {
    return new Frame(type, JSON.stringify(payload));
  }

  /** The text frame of a plain WebSocket: the payload with `type` before its fields. */
  get plain(): string {
    this.plainText ??= `{"type":"${this.type}"${this.payload === "{}" ? "" : ","}${this.payload.slice(1)}`;
    return this.plainText;
  }

  /** The Socket.IO packet (protocol 5, default namespace): an EVENT with one argument, without Engine.IO's prefix. */
  get socketIo(): string {
    this.socketIoText ??= `2["${this.type}",${this.payload}]`;
    return this.socketIoText;
  }
}
