import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { stagingFolder } from "@/lib/domain/files/stage-file";
import { sendMessage } from "@/lib/domain/messages/send-message";
import { db } from "@/lib/platform/db";
import * as schemas from "@/lib/shared/schemas";
import { testDatabase } from "@/tests/support/database";
import { as, fileServer } from "@/tests/support/file-server";
import { uploadFile } from "@/tests/support/files";
import { person, room } from "@/tests/support/world";

testDatabase();
const server = fileServer();

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
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada);
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
