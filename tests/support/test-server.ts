import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { afterAll, beforeAll } from "vitest";
import { WebSocket } from "ws";
import { createHttp } from "@/lib/platform/http/http-server";
import { attachRealtime } from "@/lib/transport/attach";
import { SOCKET_LIMITS, type SocketLimits } from "@/lib/transport/socket/socket-limits";
import { answerSocketPath } from "@/lib/transport/upgrades";
import type { Person } from "./world";

/**
 * A server with both kinds of sockets, in this process and over this file's database. Its port is there from `beforeAll` on.
 * @param limits where they are lower than usual
 */
export function testServer(limits: Partial<SocketLimits> = {}): {
  port: number;
  connections(): Promise<number>;
} {
  const server = {
    port: 0,
    /** Counts the server's connections, whatever their peers think. */
    connections: () =>
      new Promise<number>((resolve, reject) =>
        http.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
  };
  let http: Server;
  let realtime: Awaited<ReturnType<typeof attachRealtime>>;
  beforeAll(async () => {
    http = createHttp((request, response) => {
      if (!answerSocketPath(request, response)) response.writeHead(404).end();
    });
    realtime = await attachRealtime(http, { ...SOCKET_LIMITS, ...limits });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    server.port = (http.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await realtime.drain();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return server;
}

export type ReceivedFrame = { type: string; [field: string]: unknown };

/** A client of either kind: the frames it received, in order, and a way to ask and to wait. */
export type Client = {
  received: ReceivedFrame[];
  /** Sends a frame and gives its answer. */
  ask(type: string, fields?: object): Promise<ReceivedFrame>;
  /** The first frame that fits, received or yet to come. */
  until(fits: (frame: ReceivedFrame) => boolean): Promise<ReceivedFrame>;
  /** Sends a frame and waits for nothing. Bytes in it go as bytes where the kind of socket knows such a thing. */
  send(type: string, fields?: object): void;
  /** Reads nothing more, as a peer that is stuck or gone. */
  pauseReads(): void;
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
};

class FrameLog {
  received: ReceivedFrame[] = [];
  private waiting: { fits: (frame: ReceivedFrame) => boolean; found: (frame: ReceivedFrame) => void }[] = [];

  push(frame: ReceivedFrame): void {
    this.received.push(frame);
    for (const { fits, found } of this.waiting) if (fits(frame)) found(frame);
  }

  until(fits: (frame: ReceivedFrame) => boolean): Promise<ReceivedFrame> {
    const known = this.received.find(fits);
    return known ? Promise.resolve(known) : new Promise((found) => void this.waiting.push({ fits, found }));
  }
}

/** A plain WebSocket. `query` goes to the address as it is. */
export function connectPlain(
  port: number,
  query: string,
  headers: Record<string, string> = {},
): Client & { socket: WebSocket } {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/ws${query}`, { headers });
  const log = new FrameLog();
  let ref = 0;
  socket.on("message", (data) => log.push(JSON.parse(String(data))));
  socket.on("error", () => {});
  return {
    socket,
    received: log.received,
    until: (fits) => log.until(fits),
    ask(type, fields = {}) {
      const mine = ++ref;
      socket.send(JSON.stringify({ ...fields, type, ref: mine }));
      return log.until((frame) => frame.ref === mine);
    },
    send: (type, fields = {}) => socket.send(JSON.stringify({ ...fields, type })),
    pauseReads: () => socket.pause(),
    closed: new Promise((resolve) =>
      socket.on("close", (code, reason) => resolve({ code, reason: String(reason) })),
    ),
    close: () => socket.close(),
  };
}

/** A Socket.IO client, with the stock library. */
export function connectSocketIo(
  port: number,
  auth: object,
  extraHeaders: Record<string, string> = {},
): Client {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    auth,
    extraHeaders,
    reconnection: false,
    forceNew: true,
  });
  const log = new FrameLog();
  socket.onAny((type: string, fields: object) => log.push({ ...fields, type }));
  return {
    received: log.received,
    until: (fits) => log.until(fits),
    ask: async (type, fields = {}) => ({ type: "ack", ...(await socket.emitWithAck(type, fields)) }),
    send: (type, fields = {}) => void socket.emit(type, fields),
    pauseReads: () => (socket.io.engine.transport as unknown as { ws: WebSocket }).ws.pause(),
    closed: new Promise((resolve) => {
      socket.on("connect_error", (error: Error & { data?: { code: string } }) =>
        resolve({ code: 0, reason: error.data?.code ?? error.message }),
      );
      socket.on("disconnect", (reason) => resolve({ code: 1, reason }));
    }),
    close: () => void socket.disconnect(),
  };
}

/** Both kinds of client for one person, each ready. */
export const KINDS = {
  plain: async (port: number, who: Person) => ready(connectPlain(port, `?token=${who.token}`)),
  "Socket.IO": async (port: number, who: Person) => ready(connectSocketIo(port, { token: who.token })),
} as const;

async function ready(client: Client): Promise<Client> {
  await client.until(({ type }) => type === "ready");
  return client;
}

/** The texts of a room's messages, in the order in which a client received them. */
export const textsOf = (client: Client, roomId: string): string[] =>
  client.received
    .filter((frame) => frame.type === "messages" && frame.roomId === roomId)
    .flatMap(({ items }) => items as { text?: string; kind?: string }[])
    .filter(({ kind }) => kind !== "system")
    .map(({ text }) => text ?? "");
