import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { stagingFolder } from "@/lib/domain/files/upload/stage-file";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { db } from "@/lib/platform/database/db";
import { closeHttp, createHttp } from "@/lib/platform/http/http-server";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { FileStorage } from "@/lib/platform/storage/storage";
import * as schemas from "@/lib/shared/schemas";
import { apiServer, as } from "@/tests/support/api-server";
import { testDatabase } from "@/tests/support/database";
import { uploadFile } from "@/tests/support/files";
import { rawSocket } from "@/tests/support/raw-socket";
import { person, room } from "@/tests/support/world";
import { sendResponse } from "./responses/send-response";

testDatabase();
const server = apiServer();

const staged = () => (existsSync(stagingFolder()) ? readdirSync(stagingFolder()) : []);

test("a raw body becomes an attachment, whose bytes come back as they went", async () => {
  const ada = await person("Ada");
  const bytes = randomBytes(300_000);
  const made = await fetch(`${server.url}/files`, {
    method: "POST",
    headers: { ...as(ada), "content-disposition": "attachment; filename*=UTF-8''pl%C3%A4ne.bin" },
    body: bytes,
  });
  expect(made.status).toBe(201);
  const file = schemas.attachment.parse(await made.json());
  expect(file).toMatchObject({ name: "pläne.bin", size: 300_000, uploader: { id: ada.userId } });
  const read = await fetch(`${server.url}/files/${file.id}`, { headers: as(ada) });
  expect(read.headers.get("content-length")).toBe("300000");
  expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
  expect(staged()).toEqual([]);
});

test("a form's file becomes an attachment, with the fields before it", async () => {
  const ada = await person("Ada");
  const form = new FormData();
  form.append("description", "Two lines");
  form.append("file", new File(["one\ntwo"], "notes.txt"));
  const made = await fetch(`${server.url}/files`, { method: "POST", headers: as(ada), body: form });
  expect([made.status, await made.json()]).toEqual([
    201,
    expect.objectContaining({ name: "notes.txt", size: 7, description: "Two lines" }),
  ]);
});

test("faults of a form or body name the sender's own field", async () => {
  const ada = await person("Ada");
  const form = new FormData();
  form.append("voice", "perhaps");
  form.append("file", new File(["one"], "notes.txt"));
  const wrong = await fetch(`${server.url}/files`, { method: "POST", headers: as(ada), body: form });
  expect(await wrong.json()).toMatchObject({ status: 422, errors: [{ path: "voice" }] });
  const headers = { ...as(ada), "content-encoding": "gzip" };
  const packed = await fetch(`${server.url}/files`, { method: "POST", headers, body: "x" });
  expect([packed.status, (await packed.json()).code]).toEqual([415, "unsupported_media_type"]);
  expect(staged()).toEqual([]);
});

test("the same bytes are stored once, and each upload is a file of its own", async () => {
  const ada = await person("Ada");
  const [one, other] = await Promise.all([uploadFile(ada, "same"), uploadFile(ada, "same")]);
  expect(one.id).not.toBe(other.id);
  const rows = await db().file.findMany({ where: { id: { in: [one.id, other.id] } } });
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(1);
});

test("an upload is its uploader's until it is sent, then the room's", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const file = await uploadFile(ada);
  const statusFor = async (who: typeof bob) =>
    (await fetch(`${server.url}/files/${file.id}`, { headers: as(who) })).status;
  expect([await statusFor(ada), await statusFor(bob)]).toEqual([200, 404]);
  await sendMessage(ada, { room: den.id, attachmentIds: [file.id], text: "" });
  expect([await statusFor(ada), await statusFor(bob)]).toEqual([200, 200]);
});

test("an upload can be renamed, described and deleted until it is sent", async () => {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob] });
  const file = await uploadFile(ada);
  const ask = (method: string, who = ada, body?: object) =>
    fetch(`${server.url}/files/${file.id}`, {
      method,
      headers: { ...as(who), "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const renamed = await ask("PATCH", ada, { name: "a/b.txt", description: "A plan" });
  expect(await renamed.json()).toMatchObject({ name: "b.txt", description: "A plan" });
  expect((await ask("DELETE", bob)).status).toBe(404);
  await sendMessage(ada, { room: den.id, attachmentIds: [file.id], text: "" });
  expect((await ask("DELETE")).status).toBe(409);
  expect((await ask("PATCH", ada, { name: "late" })).status).toBe(409);
  expect([(await ask("DELETE", bob)).status, (await ask("DELETE", eve)).status]).toEqual([403, 404]);
  await leaveRoom(ada, { room: den.id });
  expect((await ask("DELETE")).status).toBe(404);
  const unsent = await uploadFile(ada);
  const deleted = await fetch(`${server.url}/files/${unsent.id}`, { method: "DELETE", headers: as(ada) });
  expect([deleted.status, await db().file.count({ where: { id: unsent.id } })]).toEqual([204, 0]);
});

test("under an Idempotency-Key the same bytes are one file, and others a conflict", async () => {
  const ada = await person("Ada");
  const post = (body: string) =>
    fetch(`${server.url}/files?filename=once.txt`, {
      method: "POST",
      headers: { ...as(ada), "idempotency-key": "k" },
      body,
    });
  const [first, again, other] = [await post("one"), await post("one"), await post("two")];
  expect([first.status, again.status, other.status]).toEqual([201, 201, 409]);
  expect((await again.json()).id).toBe((await first.json()).id);
  expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(1);
  expect(staged()).toEqual([]);
});

test("HEAD and ranges are answered as RFC 9110 wants, over one connection", async () => {
  const ada = await person("Ada");
  const { id } = await uploadFile(ada, "0123456789");
  const ask = (method: string, headers = {}) =>
    fetch(`${server.url}/files/${id}`, { method, headers: { ...as(ada), ...headers } });
  const head = await ask("HEAD");
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  const part = await ask("GET", { range: "bytes=0-1" });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
    206,
    "bytes 0-1/10",
    "01",
  ]);
  expect((await ask("GET", { "if-none-match": head.headers.get("etag") })).status).toBe(304);
});

test("a reader that goes away releases the file, and one that stops reading stops the stream", async () => {
  const ada = await person("Ada");
  const { id } = await uploadFile(ada, Buffer.from([0, 1, 2]), "a.bin");
  let [made, source]: [number, Readable | null] = [0, null];
  const endless = async () => {
    source = new Readable({
      read() {
        made++;
        this.push(Buffer.alloc(64 * 1024));
      },
    });
    return source;
  };
  const real = fileStorage();
  const use = (one: FileStorage) => rememberAs("file storages", new WeakMap([[settings(), one]]));
  use(Object.assign(Object.create(real) as FileStorage, { read: endless }));
  onTestFinished(() => void use(real));
  const raw = rawSocket(server.port);
  raw.socket.pause();
  raw.write(`GET /api/v1/files/${id} HTTP/1.1\r\nHost: x\r\nAuthorization: ${as(ada).authorization}\r\n\r\n`);
  await expect.poll(() => made).toBeGreaterThan(0);
  let before = -1;
  await expect
    .poll(() => {
      const isStill = made === before;
      before = made;
      return isStill;
    })
    .toBe(true);
  raw.socket.destroy();
  await expect.poll(() => source?.destroyed).toBe(true);
});

test("unknown paths and methods are refused as everywhere", async () => {
  const ada = await person("Ada");
  const ask = (method: string, path: string) =>
    fetch(`${server.url}${path}`, { method, headers: as(ada) }).then(({ status }) => status);
  expect(await ask("GET", "/files/nothing/here/at-all")).toBe(404);
  expect(await ask("PUT", "/files")).toBe(405);
  expect(await ask("OPTIONS", "/files")).toBe(405);
  const anonymous = await fetch(`${server.url}/files`, { method: "POST", body: "x" });
  expect(anonymous.status).toBe(401);
});

test("JSON is compressed for a peer that accepts it, if it is long", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  for (let count = 0; count < 10; count++) await sendMessage(ada, { room: den.id, text: `Message ${count}` });
  const answered = async (path: string, encoding: string) => {
    const answer = await rawAnswer(path, { ...as(ada), "accept-encoding": encoding });
    return [
      answer.headers["content-encoding"],
      answer.headers["content-length"] === String(answer.body.length),
    ];
  };
  const messages = `/rooms/${den.id}/messages`;
  expect(await answered(messages, "gzip, br")).toEqual(["gzip", true]);
  expect(await answered(messages, "gzip;q=0")).toEqual([undefined, true]);
  expect(await answered("/workspace", "gzip")).toEqual([undefined, true]);
  const read = await fetch(`${server.url}${messages}`, { headers: as(ada) });
  expect((await read.json()).items).toHaveLength(10);
});

test("a JSON file is sent as its bytes, whole, in part and by HEAD", async () => {
  const ada = await person("Ada");
  const bytes = JSON.stringify(Array.from({ length: 1_000 }, (_, number) => ({ number })));
  const { id, type } = await uploadFile(ada, bytes, "numbers.json");
  expect(type).toBe("application/json");
  const headers = { ...as(ada), "accept-encoding": "gzip" };
  const whole = await rawAnswer(`/files/${id}`, headers);
  expect([whole.headers["content-encoding"], whole.body.toString()]).toEqual([undefined, bytes]);
  const part = await rawAnswer(`/files/${id}`, { ...headers, range: "bytes=10-4009" });
  expect(part.headers).toMatchObject({
    "content-length": "4000",
    "content-range": `bytes 10-4009/${bytes.length}`,
  });
  expect(part.body.toString()).toBe(bytes.slice(10, 4010));
  const head = await fetch(`${server.url}/files/${id}`, { method: "HEAD", headers });
  expect(head.headers.get("content-length")).toBe(String(bytes.length));
});

test("a header that every answer has stands once, and each cookie is kept", async () => {
  const server = createHttp(async (request, response) => {
    response.setHeader("x-content-type-options", "nosniff");
    const answer = Response.json({}, { headers: { "x-content-type-options": "nosniff" } });
    for (const cookie of ["a=1", "b=2"]) answer.headers.append("set-cookie", cookie);
    await sendResponse(answer, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => closeHttp(server));
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect([headers.get("x-content-type-options"), headers.getSetCookie()]).toEqual([
    "nosniff",
    ["a=1", "b=2"],
  ]);
});

test("HEAD answers as GET without a body", async () => {
  const ada = await person("Ada");
  const head = await fetch(`${server.url}/me`, { method: "HEAD", headers: as(ada) });
  const get = await fetch(`${server.url}/me`, { headers: as(ada) });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(head.headers.get("content-length")).toBe(String((await get.arrayBuffer()).byteLength));
});

test("the document of the API has an address beside those of the table", async () => {
  const answers = await Promise.all(
    ["/nothing", "/openapi.json"].map((path) => fetch(`${server.url}${path}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 200]);
  const refused = await fetch(`${server.url}/openapi.json`, { method: "DELETE" });
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

/** An answer with its body as it was on the wire. */
async function rawAnswer(path: string, headers: Record<string, string>) {
  const asked = get(`${server.url}${path}`, { headers });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return { headers: answer.headers, body: await buffer(answer) };
}
