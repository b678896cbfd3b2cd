import { connect } from "node:net";

// An unauthenticated client that opens a WebSocket at the path in the second argument, on the port in the first, and
// sends empty pings as fast as they leave.

const [port, path] = [Number(process.argv[2]), process.argv[3] ?? "/"];
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);
const PINGS = Buffer.concat(Array.from({ length: 10_000 }, () => PING));
const UPGRADE = [
  `GET ${path} HTTP/1.1`,
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "\r\n",
].join("\r\n");

function flood(): void {
  const socket = connect(port, "127.0.0.1");
  const press = () => {
    while (!socket.destroyed && socket.write(PINGS));
  };
  socket.on("error", () => {});
  socket.on("close", () => setTimeout(flood, 1));
  socket.on("drain", press);
  socket.once("data", press);
  socket.resume();
  socket.write(UPGRADE);
}

flood();
