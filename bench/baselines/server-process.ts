import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "pg";
import { Server } from "socket.io";
import { type WebSocket, WebSocketServer } from "ws";
import { message } from "../message";
import type { Kind } from "./baseline";

// Minimal servers as an experienced developer would write them, for comparison. The arguments choose one.

const [kind, perFrame, databaseUrl] = process.argv.slice(2) as [Kind, string, string];
const http = createServer();
let seq = 0;

/** Broadcasts as fast as the sockets accept: the next frame when the last one has left the process. */
function flood(say: () => void, isDrained: () => boolean): void {
  setImmediate(function pump() {
    for (let i = 0; i < 8 && isDrained(); i++) say();
    setImmediate(pump);
  });
}

function bareWs(): void {
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  const all = () => [...sockets.clients];
  const many = Number(perFrame);
  const next = () => (many === 1 ? message(seq++) : frame(many));
  onStart(() => {
    const clients: WebSocket[] = all();
    flood(
      () => {
        const text = Buffer.from(JSON.stringify(next()));
        for (const client of clients) client.send(text, { binary: false });
      },
      () => clients.every(({ bufferedAmount }) => bufferedAmount === 0),
    );
  });
}

const frame = (many: number) => {
  const prevRev = seq;
  const items = Array.from({ length: many }, () => message(seq++));
  return { type: "messages", roomId: items[0]?.roomId, prevRev, rev: seq, items };
};

const openIo = () =>
  new Server(http, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });

function bareSocketIo(): void {
  const io = openIo();
  io.on("connection", (socket) => void socket.join("room"));
  onStart(() => {
    type Conn = { writeBuffer: unknown[]; transport: { writable: boolean } };
    const conns = [...io.sockets.sockets.values()].map(({ conn }) => conn as unknown as Conn);
    const isDrained = () =>
      conns.every(({ writeBuffer, transport }) => transport.writable && writeBuffer.length === 0);
    flood(() => void io.to("room").emit("messages", message(seq++)), isDrained);
  });
}

/** One transaction, one acknowledgement and one emit for each message. */
async function plain(): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 16 });
  await pool.query(`
    DROP TABLE IF EXISTS message, room;
    CREATE TABLE room (id int PRIMARY KEY, seq int NOT NULL);
    CREATE TABLE message (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), room_id int NOT NULL REFERENCES room, seq int NOT NULL,
      sender text NOT NULL, client_id text NOT NULL, text text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (room_id, seq), UNIQUE (sender, client_id));
    INSERT INTO room VALUES (1, 0)`);
  const io = openIo();
  io.on("connection", (socket) => {
    void socket.join("room");
    socket.on("message", async ({ text, clientId }, acknowledge) => {
      const written = await inTransaction(pool, socket.id, clientId, text);
      const sent = { ...message(written), text, clientId };
      acknowledge({ ok: true, message: sent });
      io.to("room").emit("messages", sent);
    });
  });
}

async function inTransaction(pool: Pool, sender: string, clientId: string, text: string): Promise<number> {
  const connection = await pool.connect();
  try {
    await connection.query("BEGIN");
    const { rows } = await connection.query("UPDATE room SET seq = seq + 1 WHERE id = 1 RETURNING seq");
    await connection.query(
      "INSERT INTO message (room_id, seq, sender, client_id, text) VALUES (1, $1, $2, $3, $4)",
      [rows[0].seq, sender, clientId, text],
    );
    await connection.query("COMMIT");
    return rows[0].seq;
  } finally {
    connection.release();
  }
}

function onStart(start: () => void): void {
  process.once("message", start);
}

const KINDS: Record<Kind, () => void | Promise<void>> = {
  ws: bareWs,
  "ws-batched": bareWs,
  "socket.io": bareSocketIo,
  plain,
};

process.on("disconnect", () => process.exit(0));
await KINDS[kind]();
http.listen(0, "127.0.0.1", 4096, () => process.send?.((http.address() as AddressInfo).port));
