import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { pixelFlood, plain, staged } from "@/tests/support/images";
import { inspectMedia } from "./media";

const inspect = (bytes: Uint8Array | string, name = "file") => inspectMedia(staged(bytes), name);
const onlyAFile = { width: null, duration: null, placeholder: null, hasThumbnail: false, replacement: null };

describe("S37: the type of a file", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = "<html><script>alert(1)</script></html>";
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from("ftypheic\0\0\0\0mif1heic"),
    Buffer.alloc(40),
  ]);

  test.each([
    ["a.png", svg, "image/svg+xml"],
    ["a.png", `<?xml version="1.0"?><!-- a --><!DOCTYPE svg [<!ENTITY a "b">]>\n${svg}`, "image/svg+xml"],
    ["a.png", `<x:svg xmlns:x="http://www.w3.org/2000/svg"/>`, "image/svg+xml"],
    ["a.png", html, "text/html"],
    ["a.csv", `  <!-- a --> <!doctype html>${html}`, "text/html"],
    ["a.md", "<script>alert(1)</script>", "text/html"],
    ["a.json", '<?xml version="1.0"?><rss/>', "application/xml"],
    ["a.xml", '<?xml version="1.0"?><a><link/></a>', "application/xml"],
    ["a.xml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "text/html"],
    ["a.gif", "GIF89a/*\u0001*/=1;alert(1)".replace("\u0001", "x"), "text/plain"],
    ["a.bmp", "BMW builds cars", "text/plain"],
    ["a.js", "alert(1)", "text/plain"],
    ["a.csv", "a,b\n1,2", "text/csv"],
    ["a.MD", "# Title", "text/markdown"],
    ["a.json", '{"a":1}', "application/json"],
    ["a.jpg", heic, "image/heic"],
    ["a.jpg", new Uint8Array([0, 1, 2, 255]), "application/octet-stream"],
    ["a.jpg", "", "text/plain"],
  ])("named %s is told from its bytes: %#", async (name, bytes, type) => {
    expect(await inspect(bytes, name)).toMatchObject({ ...onlyAFile, type });
  });

  test.each(["html", "svg", "exe"])("is that of an image, though it is named .%s", async (extension) => {
    const png = await plain(8, 8).png().toBuffer();
    expect(await inspect(png, `a.${extension}`)).toMatchObject({ type: "image/png", width: 8 });
  });

  test("S38: of headers that lie about TIFF and PSD is told without decoding them", async () => {
    const tiff = Buffer.from("49492a0008000000ffff", "hex");
    const psd = Buffer.concat([Buffer.from("8BPS\0\x01"), Buffer.alloc(6), Buffer.alloc(14, 0xff)]);
    expect(await inspect(Buffer.concat([tiff, Buffer.alloc(90, 255)]))).toMatchObject({
      ...onlyAFile,
      type: "image/tiff",
    });
    expect(await inspect(psd)).toMatchObject({ ...onlyAFile, type: "image/vnd.adobe.photoshop" });
  });

  test("S38: of a zip bomb that is named .docx is told without unpacking it", async () => {
    const packed = deflateRawSync(Buffer.alloc(50_000_000));
    const head = Buffer.alloc(30 + 17);
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(0xffffffff, 22);
    head.writeUInt16LE(17, 26);
    head.write("word/document.xml", 30);
    const info = await inspect(Buffer.concat([head, packed]), "a.docx");
    expect(info).toMatchObject(onlyAFile);
    expect(info.type).toMatch(/zip|wordprocessingml/);
  });

  test("of an image inside other bytes is not that of the image", async () => {
    expect(await inspect(Buffer.concat([Buffer.from("x\0"), pixelFlood(9, 9)]))).toMatchObject(onlyAFile);
  });
});

describe("the first lines of a text", () => {
  const russian = "Привет, мир! Это обычный русский текст, в котором много букв.";
  const windows1251 = Buffer.from([...russian].map(toWindows1251));
  const japanese = "8365834c8358836782cc935c95741f".slice(0, 28);

  test.each([
    ["UTF-8", Buffer.from(russian), russian],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${russian}`), russian],
    ["UTF-16", Buffer.from(`\ufeff${russian}`, "utf16le"), russian],
    ["UTF-16, big-endian", Buffer.from(`\ufeff${russian}`, "utf16le").swap16(), russian],
    ["Windows-1251", windows1251, russian],
    ["Shift_JIS", Buffer.from(japanese.repeat(8), "hex"), "テキストの貼付".repeat(8)],
  ])("are decoded from %s", async (_name, bytes, excerpt) => {
    expect(await inspect(bytes, "a.txt")).toMatchObject({ type: "text/plain", excerpt });
  });

  test("are cut, and have neither controls nor direction characters", async () => {
    const { excerpt } = await inspect(`\u001b[31ma\u202eb\u2066c\r\n\td\f${"😀".repeat(70_000)}`, "a.txt");
    expect(excerpt!.startsWith("abc\n\td😀")).toBe(true);
    expect([...excerpt!].length).toBe(LIMITS.excerptLength);
  });

  test("are there for markup as well, as text", async () => {
    expect(await inspect("<p>hello</p>")).toMatchObject({ type: "text/html", excerpt: "<p>hello</p>" });
  });

  test("are none where nothing is visible", async () => {
    expect(await inspect(" \n\n ")).toMatchObject({ type: "text/plain", excerpt: null });
  });
});

function toWindows1251(letter: string): number {
  const code = letter.codePointAt(0)!;
  return code < 128 ? code : code - 0x410 + 0xc0;
}
