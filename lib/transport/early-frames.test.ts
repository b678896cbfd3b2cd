import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { testServer } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

/** As many as a person may send at once. */
const TEXTS = Array.from({ length: 300 }, (_, index) => `message ${index}`);

const textsIn = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "user" }, orderBy: { seq: "asc" } })).map(
    ({ text }) => text,
  );

test("messages that a plain socket sends as soon as it is open are all committed, in order", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/v1/ws?token=${ada.token}`);
  let [acknowledged, code] = [0, 0];
  socket.on("message", (data) => {
    if (JSON.parse(String(data)).type === "ack") acknowledged++;
  });
  socket.on("close", (closed) => {
    code = closed;
  });
  socket.on("open", () => {
    for (const text of TEXTS)
      socket.send(JSON.stringify({ type: "message", ref: text, roomId: den.id, text }));
  });
  await expect.poll(() => code || acknowledged).toBe(TEXTS.length);
  expect(await textsIn(den.id)).toEqual(TEXTS);
  socket.close();
});

test("messages that a Socket.IO socket sends as soon as it is connected are all committed, in order", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const socket = io(`http://127.0.0.1:${server.port}`, {
    ...{ transports: ["websocket"], auth: { token: ada.token }, forceNew: true, reconnection: false },
  });
  let [acknowledged, reason] = [0, ""];
  socket.on("disconnect", (given) => {
    reason = given;
  });
  socket.on("connect", () => {
    for (const text of TEXTS)
      socket.emit("message", { roomId: den.id, text }, ({ ok }: { ok: boolean }) => {
        if (ok) acknowledged++;
      });
  });
  await expect.poll(() => reason || acknowledged).toBe(TEXTS.length);
  expect(await textsIn(den.id)).toEqual(TEXTS);
  socket.disconnect();
});
