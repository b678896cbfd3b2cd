import { randomBytes } from "node:crypto";
import { parse as parseDisposition } from "content-disposition";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { isInlineType } from "@/lib/shared/files/file-kinds";
import { LIMITS } from "@/lib/shared/limits";
import { apiServer, as } from "@/tests/support/api-server";
import { testDatabase } from "@/tests/support/database";
import { type RawSocket, rawSocket } from "@/tests/support/raw-socket";
import {
  DOOR_NAMES,
  FILE_BYTES,
  leavingNothing,
  removeAllFiles,
  staged,
  uploadDoors,
} from "@/tests/support/upload-doors";
import { type Person, person } from "@/tests/support/world";

testDatabase();
const server = apiServer();
const DOORS = uploadDoors(server);

let ada: Person;
beforeEach(async () => {
  ada = await person("Ada");
  await removeAllFiles();
});

/** Uploads through a door, and gives the row that it made. */
async function uploaded(door: (typeof DOOR_NAMES)[number], bytes: Uint8Array, name?: string) {
  const before = new Set((await db().file.findMany({ select: { id: true } })).map(({ id }) => id));
  const answer = await DOORS[door](ada, bytes, name);
  expect([201, 204], await answer.clone().text()).toContain(answer.status);
  return (await db().file.findMany()).find(({ id }) => !before.has(id))!;
}

describe("S37: the type is told by the bytes", () => {
  const script = "<script>alert(1)</script>";
  const HOSTILE: Record<string, string> = {
    "a page named as an image": `<!doctype html><html><body>${script}</body></html>`,
    "SVG with a script": `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
    "SVG behind a byte order mark": `\ufeff<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
    "XHTML as XML": `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`,
    "a script": "#!/bin/sh\nrm -rf /\n",
    "a page behind white space": `${"\n ".repeat(500)}<html>${script}</html>`,
    "a page behind a comment": `<!-- ${"x".repeat(2_000)} --><html>${script}</html>`,
  };

  test.each(DOOR_NAMES.flatMap((door) => Object.keys(HOSTILE).map((what) => [what, door] as const)))(
    "%s by %s is no image, and runs nowhere",
    async (what, door) => {
      const { id, type, hasThumbnail } = await uploaded(door, Buffer.from(HOSTILE[what]!), "photo.png");
      expect([isInlineType(type) && type !== "text/plain", hasThumbnail]).toEqual([false, false]);
      const { headers } = await fetch(`${server.url}/files/${id}`, { headers: as(ada) });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
      const isShown = headers.get("content-disposition")?.startsWith("inline");
      expect(isShown ? headers.get("content-type") : "saved").toMatch(/^(saved|text\/plain; charset=.*)$/);
    },
  );

  test("an image is one whatever its name says, and its metadata is gone", async () => {
    const image = sharp({ create: { width: 40, height: 20, channels: 3, background: "red" } });
    const bytes = await image
      .jpeg()
      .withExif({ IFD0: { Copyright: "secret place" } })
      .toBuffer();
    for (const door of DOOR_NAMES) {
      const file = await uploaded(door, bytes, "page.html");
      expect(file).toMatchObject({ name: "page.html", type: "image/jpeg", width: 40, height: 20 });
      const read = await fetch(`${server.url}/files/${file.id}`, { headers: as(ada) });
      expect(Buffer.from(await read.arrayBuffer()).includes("secret place")).toBe(false);
      expect(Number(file.size)).toBe(Number(read.headers.get("content-length")));
    }
  });

  test.each(DOOR_NAMES)("a broken image by %s is refused, and leaves nothing", async (door) => {
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const answer = await leavingNothing(() => DOORS[door](ada, png.subarray(0, png.length / 2), "half.png"));
    expect([answer.status, await answer.json()]).toEqual([
      415,
      expect.objectContaining({ reason: "broken" }),
    ]);
    expect(await db().upload.count()).toBe(0);
  });
});

describe("S39: hostile names", () => {
  const NAMES: [given: string, kept: string][] = [
    ["../../../etc/passwd", "passwd"],
    ["a\r\nSet-Cookie: x=1\r\n\r\n.txt", "aSet-Cookie: x=1.txt"],
    ['quote".txt; filename=other.html', 'quote".txt; filename=other.html'],
    ["\u202egpj.exe", "gpj.exe"],
    ["nul\0.png", "nul.png"],
    ["a%00%2f..%2fb.png", "a%00%2f..%2fb.png"],
    ["й.txt".normalize("NFD"), "й.txt"],
    [`${"я".repeat(1_500)}.txt`, `${"я".repeat(251)}.txt`],
    ["..", "file"],
    ["CON", "CON"],
    ["{{constructor}}<img src=x onerror=alert(1)>.txt", "{{constructor}}<img src=x onerror=alert(1)>.txt"],
  ];

  test.each(DOOR_NAMES)(
    "are kept as given and made safe by %s, and come back in one header",
    async (door) => {
      for (const [given, kept] of NAMES) {
        if (door === "form" && given.includes("\0")) continue; // Refused: see the broken forms.
        const { id, name } = await uploaded(door, randomBytes(10), given);
        // Browsers write some signs of a form's names as escapes.
        const expected =
          door === "form"
            ? [kept, kept.replaceAll('"', "%22"), "a%0D%0ASet-Cookie: x=1%0D%0A%0D%0A.txt"]
            : [kept];
        expect(expected, given).toContain(name);
        const { headers } = await fetch(`${server.url}/files/${id}`, { headers: as(ada) });
        expect(parseDisposition(headers.get("content-disposition")!).parameters.filename).toBe(name);
        expect(headers.get("set-cookie")).toBeNull();
      }
    },
  );
});

describe("a size above the limit", () => {
  test.each(DOOR_NAMES)("by %s is 413, and leaves nothing", async (door) => {
    const answer = await leavingNothing(() => DOORS[door](ada, randomBytes(FILE_BYTES + 1)));
    expect([answer.status, await answer.json()]).toEqual([
      413,
      expect.objectContaining({
        reason: "file_size",
        errors: [expect.objectContaining({ path: "file", limit: FILE_BYTES })],
      }),
    ]);
    expect((await DOORS[door](ada, randomBytes(FILE_BYTES))).status).toBeLessThan(300);
  });

  test("is refused before a byte is sent, also where the client waits to be told to go on", async () => {
    const raw = begin({ "content-length": FILE_BYTES + 1, expect: "100-continue" });
    await raw.until((read) => read.includes("file_size"));
    expect(raw.read()).toMatch(/^HTTP\/1.1 413 /);
    const allowed = begin({
      "content-length": 3,
      "content-disposition": "attachment; filename=a",
      expect: "100-continue",
    });
    await allowed.until((read) => read.startsWith("HTTP/1.1 100 Continue"));
    allowed.write("abc");
    await allowed.until((read) => read.includes("HTTP/1.1 201"));
    const anonymous = rawSocket(server.port);
    anonymous.write(
      "POST /api/v1/files HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n",
    );
    await anonymous.until((read) => read.includes("unauthenticated"));
    expect(anonymous.read()).not.toContain("100 Continue");
  });

  test("that is not told is cut as it passes", async () => {
    const raw = begin({ "transfer-encoding": "chunked", "content-disposition": "attachment; filename=a" });
    const chunk = Buffer.concat([Buffer.from("c350\r\n"), Buffer.alloc(50_000), Buffer.from("\r\n")]);
    await leavingNothing(async () => {
      for (let sent = 0; sent < 3; sent++) raw.write(chunk);
      await raw.until((read) => read.startsWith("HTTP/1.1 413"));
      await raw.closed;
    });
  });
});

/** Sends the head of an upload and nothing else. */
function begin(headers: Record<string, string | number>, path = "/files", method = "POST"): RawSocket {
  const raw = rawSocket(server.port);
  const lines = Object.entries({ host: "x", ...as(ada), ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  raw.write(`${method} /api/v1${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  return raw;
}

describe("broken requests", () => {
  const part = (headers: string, body: string) => `--b\r\n${headers}\r\n\r\n${body}\r\n`;
  const file = part('Content-Disposition: form-data; name="file"; filename="a.txt"', "bytes");
  const FORMS: Record<string, [body: string, status: number, type?: string]> = {
    "without a boundary": [`${file}--b--`, 422, "multipart/form-data"],
    "with another boundary": [`${file}--b--`, 422, "multipart/form-data; boundary=c"],
    "without an end": [file, 422],
    "that is cut in its file": [
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nby',
      422,
    ],
    "that is cut in its headers": ["--b\r\nContent-Dispo", 422],
    "that is empty": ["", 422],
    "that has only an end": ["--b--", 422],
    "without a file": [`${part('Content-Disposition: form-data; name="file"', "text")}--b--`, 422],
    "with two files": [`${file}${file}--b--`, 422],
    "with a hundred fields": [
      `${part('Content-Disposition: form-data; name="x"', "y").repeat(100)}${file}--b--`,
      422,
    ],
    "with a field of 10 KB": [
      `${part('Content-Disposition: form-data; name="description"', "y".repeat(10_000))}${file}--b--`,
      422,
    ],
    "with a header of 30 KB": [`${part(`X: ${"y".repeat(30_000)}`, "z")}--b--`, 422],
    "with a NUL in a name": [
      `${part('Content-Disposition: form-data; name="file"; filename="a\0b"', "bytes")}--b--`,
      422,
    ],
    "with a wrong field": [
      `${part('Content-Disposition: form-data; name="duration"', "long")}${file}--b--`,
      422,
    ],
    "with a field named __proto__": [
      `${part('Content-Disposition: form-data; name="__proto__"', "x")}${file}--b--`,
      201,
    ],
  };

  test.each(Object.keys(FORMS))("a form %s gets a clear answer, and leaves nothing", async (what) => {
    const [body, status, type = "multipart/form-data; boundary=b"] = FORMS[what]!;
    const post = () =>
      fetch(`${server.url}/files`, { method: "POST", headers: { ...as(ada), "content-type": type }, body });
    const answer = status === 201 ? await post() : await leavingNothing(post);
    expect([answer.status, await answer.json()]).toEqual([status, expect.any(Object)]);
    if (status !== 201) expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  test("a body without bytes and without a name is refused", async () => {
    const answer = await leavingNothing(() =>
      fetch(`${server.url}/files`, { method: "POST", headers: as(ada) }),
    );
    expect(await answer.json()).toMatchObject({
      status: 422,
      errors: [{ path: "file", reason: "required" }],
    });
  });

  test.each([
    ["raw", { "content-length": 5_000, "content-disposition": "attachment; filename=a" }, "some"],
    ["form", { "content-length": 5_000, "content-type": "multipart/form-data; boundary=b" }, file],
    ["chunked", { "transfer-encoding": "chunked" }, "4\r\nsome\r\n"],
  ])("a connection that is cut in the middle leaves nothing: %s", async (_how, headers, bytes) => {
    await leavingNothing(async () => {
      const raw = begin(headers as Record<string, string>);
      raw.write(bytes);
      await expect.poll(() => staged().length).toBe(1);
      raw.socket.destroy();
    });
  });

  test("a session that ends in the middle of an upload gets no file, and leaves nothing", async () => {
    await leavingNothing(async () => {
      const raw = begin({ "content-length": 4, "content-disposition": "attachment; filename=a" });
      raw.write("ab");
      await expect.poll(() => staged().length).toBe(1);
      await db().session.update({ where: { id: ada.sessionId }, data: { endedAt: new Date() } });
      raw.write("cd");
      await raw.until((read) => read.includes("session_ended"));
      raw.socket.destroy();
    });
  });

  test("uploads beyond those that run wait, too many are refused, and those of others go on", async () => {
    const open = Array.from({ length: LIMITS.uploadsAtOnce }, () => begin({ "content-length": 4 }));
    for (const raw of open) raw.write("ab");
    await expect.poll(() => staged().length).toBe(LIMITS.uploadsAtOnce);
    const more = Array.from({ length: LIMITS.uploadsWaiting + 1 }, () => DOORS.raw(ada, Buffer.from("x")));
    const refused = await Promise.race(more);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await DOORS.raw(await person("Bob"), Buffer.from("x"))).status).toBe(201);
    for (const raw of open) raw.socket.destroy();
    const statuses = (await Promise.all(more)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(LIMITS.uploadsWaiting);
  });
});
