import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test, vi } from "vitest";
import { takeSlot } from "@/lib/core/person-concurrency";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { storedFile } from "@/tests/support/files";
import { type Person, person } from "@/tests/support/world";
import { rest } from "../rest";

testDatabase();

const bytes = Buffer.from("0123456789");

type Wanted = { method?: "GET" | "HEAD"; query?: string; headers?: Record<string, string> };

/** Asks for a file as a browser does. HEAD goes to the handler of GET, as in Next. */
function get(as: Person, file: string, { method = "GET", query = "", headers = {} }: Wanted = {}) {
  const request = new Request(`http://parley.test/api/v1/files/${file}${query}`, {
    method,
    headers: { authorization: `Bearer ${as.token}`, ...headers },
  });
  return rest("/files/{file}").GET(request, { params: Promise.resolve({ file }) });
}

const range = (value: string) => ({ headers: { range: value } });

test("a file comes whole, with its length, hash and type", async () => {
  const ada = await person("Ada");
  const { id, hash } = await storedFile(ada, bytes);
  const answer = await get(ada, id);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    "content-length": "10",
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": "inline; filename=plan.txt",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    etag: `"${hash}"`,
  });
  expect(answer.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none';/);
  expect(await answer.text()).toBe("0123456789");
});

test.each([
  ["bytes=0-1", "01", "0-1"],
  ["bytes=0-0", "0", "0-0"],
  ["bytes=9-", "9", "9-9"],
  ["bytes=5-100", "56789", "5-9"],
  ["bytes=-3", "789", "7-9"],
  ["bytes=-100", "0123456789", "0-9"],
  ["bytes= 2-3 ", "23", "2-3"],
])("the range %s is answered exactly", async (value, text, where) => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, bytes);
  const answer = await get(ada, id, range(value));
  expect(answer.status).toBe(206);
  expect(answer.headers.get("content-range")).toBe(`bytes ${where}/10`);
  expect(answer.headers.get("content-length")).toBe(String(text.length));
  expect(await answer.text()).toBe(text);
});

test.each(["bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"])(
  "the range %s is beyond the end: 416 with the size",
  async (value) => {
    const ada = await person("Ada");
    const { id } = await storedFile(ada, bytes);
    const answer = await get(ada, id, range(value));
    expect([answer.status, answer.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 416, code: "range_not_satisfiable" });
  },
);

test.each([
  "bytes=0-1,4-5",
  "bytes=0-1,20-30",
  "bytes=5-2",
  "bytes=a-b",
  "bytes=",
  "bytes=-",
  "bytes",
  "lines=0-1",
  "bytes=0x0-0x1",
  `bytes=${"0-1,".repeat(2_000)}`,
])("%s, several ranges or none at all, gives the whole file", async (value) => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, bytes);
  const answer = await get(ada, id, range(value));
  expect([answer.status, answer.headers.get("content-range")]).toEqual([200, null]);
  expect(await answer.text()).toBe("0123456789");
});

test("an empty file is whole or beyond, never a range", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, Buffer.alloc(0));
  const whole = await get(ada, id);
  expect([whole.status, whole.headers.get("content-length"), await whole.text()]).toEqual([200, "0", ""]);
  expect((await get(ada, id, range("bytes=0-1"))).headers.get("content-range")).toBe("bytes */0");
});

test("If-Range gives the range of the same bytes, and the whole of others", async () => {
  const ada = await person("Ada");
  const { id, hash } = await storedFile(ada, bytes);
  const statusWith = async (value: string) =>
    (await get(ada, id, { headers: { range: "bytes=0-1", "if-range": value } })).status;
  expect(await statusWith(`"${hash}"`)).toBe(206);
  expect(await statusWith('"another"')).toBe(200);
  expect(await statusWith(`W/"${hash}"`)).toBe(200);
  expect(await statusWith(new Date().toUTCString())).toBe(200);
});

test("the reader's own copy is confirmed by 304, but only after the right to read", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const { id, hash } = await storedFile(ada, bytes);
  for (const value of [`"${hash}"`, `W/"${hash}"`, `"x", "${hash}"`, "*"]) {
    const headers = { "if-none-match": value, range: "bytes=0-1" };
    const known = await get(ada, id, { headers });
    expect([known.status, known.headers.get("etag"), await known.text()]).toEqual([304, `"${hash}"`, ""]);
    expect((await get(eve, id, { headers })).status).toBe(404);
  }
  expect((await get(ada, id, { headers: { "if-none-match": '"x"' } })).status).toBe(200);
});

test("HEAD has the headers of the whole file and no bytes", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, bytes);
  const answer = await get(ada, id, { method: "HEAD", headers: { range: "bytes=0-1" } });
  expect([answer.status, answer.headers.get("content-length"), answer.body]).toEqual([200, "10", null]);
});

const policyOf = (type: string) => {
  if (type === "application/pdf") return /^frame-ancestors 'none'$/;
  return /^(audio|video)\//.test(type)
    ? /^sandbox allow-same-origin; default-src 'none'; /
    : /^sandbox; default-src 'none'; /;
};

test.each([
  ["image/png", "inline"],
  ["image/avif", "inline"],
  ["audio/mpeg", "inline"],
  ["video/mp4", "inline"],
  ["application/pdf", "inline"],
  ["text/plain", "inline"],
  ["text/html", "attachment"],
  ["image/svg+xml", "attachment"],
  ["application/xml", "attachment"],
  ["application/xhtml+xml", "attachment"],
  ["text/xml", "attachment"],
  ["text/javascript", "attachment"],
  ["image/heic", "attachment"],
  ["application/zip", "attachment"],
  ["application/octet-stream", "attachment"],
])("S37: %s is sent as %s", async (type, disposition) => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, bytes, { name: "a.html", type });
  const shown = await get(ada, id);
  expect(shown.headers.get("content-disposition")).toBe(`${disposition}; filename=a.html`);
  expect(shown.headers.get("content-type")).toMatch(new RegExp(`^${type.replace("+", "\\+")}(; |$)`));
  expect(shown.headers.get("content-security-policy")).toMatch(policyOf(type));
  const saved = await get(ada, id, { query: "?download=1" });
  expect(saved.headers.get("content-disposition")).toBe("attachment; filename=a.html");
  expect(saved.headers.get("content-security-policy")).toMatch(/^sandbox;/);
});

test.each(["text/html\r\nset-cookie: a=b", "text/html, text/plain", "nonsense", "", "a/b;charset=x y"])(
  "a type that is none (%j) is sent as bytes",
  async (type) => {
    const ada = await person("Ada");
    const { id } = await storedFile(ada, bytes, { type });
    const answer = await get(ada, id);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
  },
);

test("S39: a name of any letters is sent whole, and breaks no header", async () => {
  const ada = await person("Ada");
  for (const name of ["отчёт за май.pdf", 'a"b\\c.pdf', "a;b=c.pdf", "100%.pdf", "🙂.pdf", "a\r\nb: c.pdf"]) {
    const { id } = await storedFile(ada, bytes, { name, type: "application/pdf" });
    const header = (await get(ada, id)).headers.get("content-disposition")!;
    expect(header).toMatch(/^inline; filename=/);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    const extended = /filename\*=UTF-8''(\S+)/.exec(header)?.[1];
    if (extended) expect(decodeURIComponent(extended)).toBe(name);
  }
});

test.each([
  [
    "windows-1251",
    "Привет, это обычный текст на русском языке.",
    Buffer.from(
      "cff0e8e2e5f22c20fdf2ee20eee1fbf7edfbe920f2e5eaf1f220ede020f0f3f1f1eaeeec20ffe7fbeae52e",
      "hex",
    ),
  ],
  ["utf-16le", "Привет", Buffer.from("\ufeffПривет", "utf16le")],
  ["utf-8", "Привет", Buffer.from("Привет")],
])("a text in %s names its encoding, and keeps its bytes", async (encoding, text, content) => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, content);
  const answer = await get(ada, id);
  expect(answer.headers.get("content-type")).toBe(`text/plain; charset=${encoding}`);
  const sent = Buffer.from(await answer.arrayBuffer());
  expect(sent.equals(content)).toBe(true);
  expect(new TextDecoder(encoding).decode(sent)).toBe(text);
});

test("bytes that are lost are unavailable, and the log says which", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const ada = await person("Ada");
  const { id, key } = await storedFile(ada, Buffer.from(uuid()));
  await fileStorage().delete(key);
  const answer = await get(ada, id);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(key));
});

/** Takes all of a person's slots for downloads but one. */
const takeMost = (who: Person) =>
  Promise.all(Array.from({ length: LIMITS.downloadsAtOnce - 1 }, () => takeSlot(who, "downloads")));

test("a download that nobody takes is ended, and gives its slot back", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, Buffer.alloc(300_000, uuid()));
  await takeMost(ada);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const reader = (await get(ada, id)).body!.getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  const next = get(ada, id);
  await vi.advanceTimersByTimeAsync(LIMITS.downloadStallMs - 1);
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(LIMITS.downloadStallMs);
  await expect(reader.read()).rejects.toThrow("takes no more");
  vi.useRealTimers();
  const answer = await next;
  expect(answer.status).toBe(200);
  await answer.body!.cancel();
});

test("a reader who goes away, or needs no bytes, gives the slot back", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const { id } = await storedFile(ada, Buffer.alloc(300_000, uuid()));
  await takeMost(ada);
  await takeMost(eve);
  for (let round = 0; round < 2; round++) {
    await (await get(ada, id)).body!.cancel();
    expect((await get(ada, id, { method: "HEAD" })).status).toBe(200);
    expect((await get(ada, id, { headers: { "if-none-match": "*" } })).status).toBe(304);
    expect((await get(ada, id, range("bytes=900000-"))).status).toBe(416);
    expect((await get(eve, id)).status).toBe(404);
  }
});

test("too many waiting downloads of one person are refused, others' are not", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const { id } = await storedFile(ada, bytes);
  const theirs = await storedFile(bob, bytes);
  await takeMost(ada);
  for (let count = 0; count <= LIMITS.downloadsWaiting; count++) void takeSlot(ada, "downloads");
  expect((await get(ada, id)).status).toBe(503);
  expect((await get(bob, theirs.id)).status).toBe(200);
});
