import { parse } from "content-disposition";
import sharp from "sharp";
import { expect, test } from "vitest";
import { rest } from "@/lib/doors/rest";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { testDatabase } from "@/tests/support/database";
import { storedFile } from "@/tests/support/files";
import { animation, apng } from "@/tests/support/images";
import { call } from "@/tests/support/rest";
import { person } from "@/tests/support/world";

testDatabase();

let shade = 0;

/** A picture of its own, so that no test finds another's thumbnails. */
function picture(width = 800, height = 400): Promise<Buffer> {
  const background = { r: ++shade, g: 100, b: 200 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

const image = { name: "a.png", type: "image/png", hasThumbnail: true };

async function derivedOf(key: string): Promise<string[]> {
  const found: string[] = [];
  for await (const object of fileStorage().list())
    if (object.key.startsWith(`${key}.`)) found.push(object.key.slice(key.length + 1));
  return found.sort();
}

async function get(as: { token: string }, file: string, query: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://parley.test/api/v1/files/${file}/thumbnail${query}`, {
    headers: { authorization: `Bearer ${as.token}`, ...headers },
  });
  const answer = await rest("/files/{file}/thumbnail").GET(request, { params: Promise.resolve({ file }) });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test("a thumbnail is made when it is asked for, and stored in the next smaller size", async () => {
  const ada = await person("Ada");
  const { id, key } = await storedFile(ada, await picture(), image);
  const first = await get(ada, id, "?size=100");
  expect(await sharp(first.bytes).metadata()).toMatchObject({ format: "webp", width: 96, height: 48 });
  expect(first.answer.headers.get("content-length")).toBe(String(first.bytes.length));
  expect(await derivedOf(key)).toEqual(["96.webp"]);
  expect((await get(ada, id, "?size=96")).bytes).toEqual(first.bytes);
  expect(await derivedOf(key)).toEqual(["96.webp"]);
});

test.each([64, 65, 127, 161, 319, 640, 1599, 1600])(
  "no thumbnail is larger than the size %i",
  async (size) => {
    const ada = await person("Ada");
    const { id } = await storedFile(ada, await picture(2000, 3000), image);
    const { width, height } = await sharp((await get(ada, id, `?size=${size}`)).bytes).metadata();
    expect(Math.max(width, height)).toBeLessThanOrEqual(size);
    expect(Math.max(width, height)).toBeGreaterThan(size * 0.6);
  },
);

test.each([
  ["Отчёт.v2.png", "Отчёт.v2.webp"],
  ["scan", "scan.webp"],
  [".png", ".png.webp"],
])("a thumbnail of %s is saved as %s", async (name, saved) => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, await picture(), { ...image, name });
  const { answer } = await get(ada, id, "?size=160");
  const { type, parameters } = parse(answer.headers.get("content-disposition")!);
  expect([type, parameters.filename]).toEqual(["inline", saved]);
  const avif = await get(ada, id, "?size=160&format=avif");
  expect(avif.answer.headers.get("content-disposition")).toMatch(/\.avif"?$/);
});

test("AVIF goes to browsers that take it, WebP to others", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, await picture(), image);
  const accept = { accept: "image/avif,image/webp,*/*" };
  const { answer } = await get(ada, id, "?size=320", accept);
  expect(answer.headers.get("content-type")).toBe("image/avif");
  expect(answer.headers.get("vary")).toBe("accept");
  expect((await get(ada, id, "?size=320")).answer.headers.get("content-type")).toBe("image/webp");
  expect((await get(ada, id, "?size=320&format=webp", accept)).answer.headers.get("content-type")).toBe(
    "image/webp",
  );
});

test("an animated picture stays WebP, whatever is accepted", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, await picture(), { ...image, isAnimated: true });
  const { answer } = await get(ada, id, "", { accept: "image/avif" });
  expect(answer.headers.get("content-type")).toBe("image/webp");
});

test("the thumbnail of an animated PNG is its first frame", async () => {
  const ada = await person("Ada");
  const given = { name: "party.png", type: "image/apng", hasThumbnail: true, isAnimated: true };
  const { id } = await storedFile(ada, apng(), given);
  const { answer } = await get(ada, id, "?size=320", { accept: "image/avif" });
  expect(answer.headers.get("content-type")).toBe("image/webp");
  const still = await get(ada, id, "?size=320&still=1");
  expect(still.answer.headers.get("content-type")).toBe("image/avif");
});

test("of an animated picture the first frame is there for readers who want no motion", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, await animation(4, 200, "gif"), { ...image, isAnimated: true });
  const moving = await get(ada, id, "?size=160");
  const still = await get(ada, id, "?size=160&still=1");
  expect((await sharp(moving.bytes, { animated: true }).metadata()).pages).toBe(4);
  expect((await sharp(still.bytes).metadata()).pages ?? 1).toBe(1);
  expect(await call("GET", `/files/${id}/thumbnail?still=yes`, { as: ada })).toMatchObject({ status: 422 });
});

test.each([63, 1601, 0, -1, "x", "1e3", "", "160.5", "99999999999999999999"])(
  "the size %s is refused with the field's name",
  async (size) => {
    const ada = await person("Ada");
    const { id } = await storedFile(ada, await picture(), image);
    const answer = await call("GET", `/files/${id}/thumbnail?size=${size}`, { as: ada });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: "size" }] } });
  },
);

test("many who ask at once wait for one and the same work", async () => {
  const ada = await person("Ada");
  const { id, key } = await storedFile(ada, await picture(), image);
  const all = await Promise.all(Array.from({ length: 8 }, () => get(ada, id, "?size=640")));
  expect(all.every(({ bytes }) => bytes.equals(all[0]!.bytes))).toBe(true);
  expect(await derivedOf(key)).toEqual(["640.webp"]);
});

test("a reader's copy is confirmed by 304, and the formats have tags of their own", async () => {
  const ada = await person("Ada");
  const { id } = await storedFile(ada, await picture(), image);
  const tagOf = async (query: string) => (await get(ada, id, query)).answer.headers.get("etag")!;
  const tag = await tagOf("?size=160");
  expect((await get(ada, id, "?size=160", { "if-none-match": tag })).answer.status).toBe(304);
  expect(new Set([tag, await tagOf("?size=320"), await tagOf("?size=160&format=avif")]).size).toBe(3);
});

test("a file without a picture, a broken one and another person's are not found", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const text = await storedFile(ada, Buffer.from("plain"));
  const broken = await storedFile(ada, Buffer.from("no picture"), image);
  const good = await storedFile(ada, await picture(), image);
  const statuses = await Promise.all([
    get(ada, text.id, ""),
    get(ada, broken.id, ""),
    get(eve, good.id, ""),
    get(eve, good.id, "", { "if-none-match": "*" }),
  ]);
  expect(statuses.map(({ answer }) => answer.status)).toEqual([404, 404, 404, 404]);
});
