import { connect, type Socket } from "node:net";

/** A TCP connection that says what no library would. */
export type RawSocket = {
  socket: Socket;
  write(bytes: Buffer | string): void;
  /** All that was read so far. */
  read(): string;
  /** Resolves when that fits. */
  until(fits: (read: string) => boolean): Promise<void>;
  /** Resolves when the server has ended the connection, in whatever way. */
  closed: Promise<void>;
};

/** Opens one to this machine. */
export function rawSocket(port: number): RawSocket {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let read = "";
  const waiting = new Set<() => void>();
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    read += bytes.toString("latin1");
    for (const look of waiting) look();
  });
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    read: () => read,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          if (!fits(read)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    closed: new Promise((resolve) => {
      socket.once("end", resolve);
      socket.once("close", () => resolve());
    }),
  };
}

/** The text of an upgrade, by default a good one to a WebSocket. */
export function upgradeTo(
  target: string,
  { method = "GET", upgrade = "websocket", extra = "" } = {},
): string {
  return [
    `${method} ${target} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: Upgrade",
    `Upgrade: ${upgrade}`,
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    `${extra}\r\n`,
  ].join("\r\n");
}

/** Opens a WebSocket without a library. */
export async function rawWebSocket(port: number, target: string): Promise<RawSocket> {
  const raw = rawSocket(port);
  raw.write(upgradeTo(target));
  await raw.until((read) => read.includes("\r\n\r\n"));
  return raw;
}

/** The opcodes of frames (RFC 6455, 5.2). */
export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/** A client's frame, masked with zeros. */
export function frameOf(opcode: number, payload: string | Buffer = "", isFinal = true): Buffer {
  const bytes = Buffer.from(payload);
  const head = Buffer.alloc(bytes.length <= 125 ? 6 : bytes.length < 65_536 ? 8 : 14);
  head[0] = (isFinal ? 0x80 : 0) | opcode;
  head[1] = 0x80 | (bytes.length <= 125 ? bytes.length : bytes.length < 65_536 ? 126 : 127);
  if (head.length === 8) head.writeUInt16BE(bytes.length, 2);
  if (head.length === 14) head.writeBigUInt64BE(BigInt(bytes.length), 2);
  return Buffer.concat([head, bytes]);
}

/** The same frame many times. */
export const times = (count: number, frame: Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => frame));
