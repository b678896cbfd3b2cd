import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Upload } from "tus-js-client";
import { expect, test } from "vitest";
import { stagingFolder } from "@/lib/domain/files/upload/stage-file";
import { pathOfUpload } from "@/lib/domain/files/upload/uploads";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { sealSession, sessionCookie } from "@/lib/platform/http/session-cookie";
import { apiServer, as } from "@/tests/support/api-server";
import { testDatabase } from "@/tests/support/database";
import { rawSocket } from "@/tests/support/raw-socket";
import { deactivate, type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = apiServer();

const TUS = { "tus-resumable": "1.0.0" };
const BYTES = { "content-type": "application/offset+octet-stream" };

/** Begins an upload, and returns its address. */
async function begin(by: Person, size: number, metadata = `filename ${btoa("plan.txt")}`): Promise<string> {
  const headers = { ...as(by), ...TUS, "upload-length": String(size), "upload-metadata": metadata };
  const made = await fetch(`${server.url}/uploads`, { method: "POST", headers });
  expect(made.status, await made.text()).toBe(201);
  expect(made.headers.get("location")).toMatch(/^\/api\/v1\/uploads\/[\w-]+$/);
  return new URL(made.headers.get("location")!, server.url).href;
}

const patch = (by: Person, url: string, offset: number, body: BodyInit) =>
  fetch(url, {
    method: "PATCH",
    headers: { ...as(by), ...TUS, ...BYTES, "upload-offset": String(offset) },
    body,
  });

/** The file in which the bytes of an upload wait. */
const pathOf = (url: string) => pathOfUpload(url.split("/").at(-1)!);

const head = (by: Person, url: string) => fetch(url, { method: "HEAD", headers: { ...as(by), ...TUS } });

/** The id of the attachment that an answer names. */
const attachmentIn = (response: Response) => response.headers.get("upload-attachment-id");

test("tus-js-client uploads a file in parts, which becomes an attachment", async () => {
  const ada = await person("Ada");
  const bytes = randomBytes(200_000);
  const answers: (string | undefined)[] = [];
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${server.url}/uploads`,
      chunkSize: 64_000,
      headers: as(ada),
      metadata: {
        filename: "план.bin",
        description: "A plan",
        voice: "1",
        duration: "2.5",
        waveform: "0,50,100",
      },
      onAfterResponse: (_request, response) => void answers.push(response.getHeader("upload-attachment-id")),
      onSuccess: () => resolve(),
      onError: reject,
    });
    upload.start();
  });
  const id = answers.at(-1)!;
  expect(answers.filter(Boolean)).toEqual([id]);
  const file = await db().file.findUniqueOrThrow({ where: { id } });
  expect(file).toMatchObject({ name: "план.bin", description: "A plan", isVoice: true, duration: 2.5 });
  expect(file.waveform).toEqual([0, 50, 100]);
  const read = await fetch(`${server.url}/files/${id}`, { headers: as(ada) });
  expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
  expect(readdirSync(stagingFolder())).toEqual([]);
});

test("the last byte and every HEAD after it name the attachment", async () => {
  const ada = await person("Ada");
  const url = await begin(ada, 6);
  const half = await patch(ada, url, 0, "abc");
  expect([half.status, attachmentIn(half)]).toEqual([204, null]);
  expect((await head(ada, url)).headers.get("upload-offset")).toBe("3");
  const whole = await patch(ada, url, 3, "def");
  const [again, metadata] = [await head(ada, url), `filename ${btoa("plan.txt")}`];
  expect(attachmentIn(again)).toBe(attachmentIn(whole));
  expect(again.headers.get("upload-metadata")).toBe(metadata);
  expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(1);
});

test("an upload with its bytes in the creation is complete at once, an empty one too", async () => {
  const ada = await person("Ada");
  const create = (body: string) =>
    fetch(`${server.url}/uploads`, {
      method: "POST",
      headers: { ...as(ada), ...TUS, ...BYTES, "upload-length": String(body.length) },
      ...(body && { body }),
    });
  for (const made of [await create("all of it"), await create("")]) {
    expect([made.status, attachmentIn(made)]).toEqual([201, expect.any(String)]);
  }
});

test("R01: a HEAD makes the attachment if the server died after the last byte", async () => {
  const ada = await person("Ada");
  for (let round = 1; round <= 10; round++) {
    const url = await begin(ada, 6);
    await writeFile(pathOf(url), "abcdef");
    // Clients that come at once, and after each other, all get the same one.
    const answers = await Promise.all([
      head(ada, url),
      head(ada, url),
      patch(ada, url, 6, ""),
      head(ada, url),
    ]);
    const ids = new Set(answers.map(attachmentIn));
    expect([...ids]).toEqual([expect.any(String)]);
    expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(round);
  }
});

test("an upload is not there for others, nor for who is not logged in", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const url = await begin(ada, 6);
  const asEve = [await head(eve, url), await patch(eve, url, 0, "abcdef")];
  asEve.push(await fetch(url, { method: "DELETE", headers: { ...as(eve), ...TUS } }));
  expect(asEve.map(({ status }) => status)).toEqual([404, 404, 404]);
  const anonymous = await fetch(url, { method: "HEAD", headers: TUS });
  expect(anonymous.status).toBe(401);
  expect((await head(ada, url)).headers.get("upload-offset")).toBe("0");
});

test("a stalled part gives way to a HEAD, and the upload goes on where it stopped", async () => {
  const ada = await person("Ada");
  const url = await begin(ada, 6);
  const stalled = rawSocket(server.port);
  const { pathname } = new URL(url);
  const lines = Object.entries({ ...as(ada), ...TUS, ...BYTES, "upload-offset": "0", "content-length": "6" });
  stalled.write(
    `PATCH ${pathname} HTTP/1.1\r\nHost: x\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\nab`,
  );
  await expect.poll(() => statSync(pathOf(url)).size).toBe(2);
  await expect.poll(async () => (await head(ada, url)).headers.get("upload-offset")).toBe("2");
  expect((await patch(ada, url, 2, "cdef")).status).toBe(204);
  stalled.socket.destroy();
});

test("a wrong offset is 409, and a part beyond the end is 413", async () => {
  const ada = await person("Ada");
  const url = await begin(ada, 6);
  expect((await patch(ada, url, 3, "def")).status).toBe(409);
  const long = await patch(ada, url, 0, "abcdefg");
  expect([long.status, long.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
  expect((await head(ada, url)).headers.get("upload-offset")).toBe("0");
});

test("a deleted upload leaves neither a row nor bytes", async () => {
  const ada = await person("Ada");
  const url = await begin(ada, 6);
  await patch(ada, url, 0, "abc");
  expect((await fetch(url, { method: "DELETE", headers: { ...as(ada), ...TUS } })).status).toBe(204);
  expect((await head(ada, url)).status).toBe(404);
  expect(existsSync(pathOf(url))).toBe(false);
  expect(await db().upload.count({ where: { userId: ada.userId } })).toBe(0);
});

test("a size above the limit, a length to be told later and an expired upload are refused", async () => {
  const ada = await person("Ada");
  const create = (headers: Record<string, string>) =>
    fetch(`${server.url}/uploads`, { method: "POST", headers: { ...as(ada), ...TUS, ...headers } });
  const large = await create({ "upload-length": String(200 * 1024 * 1024) });
  expect([large.status, await large.json()]).toEqual([413, expect.objectContaining({ reason: "file_size" })]);
  expect((await create({ "upload-defer-length": "1" })).status).toBeGreaterThanOrEqual(400);
  const url = await begin(ada, 6);
  await db().upload.updateMany({ where: { userId: ada.userId }, data: { createdAt: new Date(0) } });
  expect((await patch(ada, url, 0, "abcdef")).status).toBe(410);
});

test("wrong metadata is refused at the beginning, with the field's name", async () => {
  const ada = await person("Ada");
  const create = (metadata: string) =>
    fetch(`${server.url}/uploads`, {
      method: "POST",
      headers: { ...as(ada), ...TUS, "upload-length": "1", "upload-metadata": metadata },
    });
  const wrong = await create(`waveform ${btoa("1,2,300")}`);
  expect(await wrong.json()).toMatchObject({ status: 422, errors: [{ path: "waveform.2" }] });
  const unreadable = await create("not base64!");
  expect(await unreadable.json()).toMatchObject({ status: 422, errors: [{ path: "Upload-Metadata" }] });
});

test("a deleted upload takes its file along while no message has it", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const remove = (url: string) => fetch(url, { method: "DELETE", headers: { ...as(ada), ...TUS } });
  const [unsent, sent] = [await begin(ada, 3), await begin(ada, 3)];
  await patch(ada, unsent, 0, "abc");
  const id = attachmentIn(await patch(ada, sent, 0, "abc"))!;
  await sendMessage(ada, { room: den.id, text: "", attachmentIds: [id] });
  expect([(await remove(unsent)).status, (await remove(sent)).status]).toEqual([204, 204]);
  expect((await db().file.findMany({ where: { uploaderId: ada.userId } })).map((file) => file.id)).toEqual([
    id,
  ]);
  expect((await remove(unsent)).status).toBe(404);
});

test("a person who is deactivated in the middle of an upload gets no attachment", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const url = await begin(ada, 6);
  await patch(ada, url, 0, "abc");
  await deactivate(ada);
  expect((await patch(ada, url, 3, "def")).status).toBe(401);
  expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(0);
  expect(await db().message.count({ where: { roomId: den.id, kind: "user" } })).toBe(0);
});

test("a message can be sent with what was uploaded", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const id = attachmentIn(await patch(ada, await begin(ada, 6), 0, "abcdef"))!;
  const { message } = await sendMessage(ada, { room: den.id, text: "", attachmentIds: [id] });
  expect(message).toMatchObject({ attachments: [{ id, name: "plan.txt", size: 6 }] });
});

test("a cookie counts only in requests of this site's pages", async () => {
  const ada = await person("Ada");
  const { name } = sessionCookie();
  const cookie = `${name}=${await sealSession({ userId: ada.userId, sessionId: ada.sessionId })}`;
  const create = (origin?: string) =>
    fetch(`${server.url}/uploads`, {
      method: "POST",
      headers: { cookie, ...TUS, "upload-length": "1", ...(origin && { origin }) },
    });
  const here = new URL(server.url).origin;
  const statuses = [await create(here), await create("https://evil.test"), await create()];
  expect(statuses.map(({ status }) => status)).toEqual([201, 403, 403]);
});

test("no answer lets other sites read it", async () => {
  const ada = await person("Ada");
  const options = await fetch(`${server.url}/uploads`, {
    method: "OPTIONS",
    headers: { origin: "https://evil.test" },
  });
  const made = await head(ada, await begin(ada, 1));
  for (const { headers } of [options, made]) {
    expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
  expect(options.headers.get("tus-extension")).toContain("creation");
});
