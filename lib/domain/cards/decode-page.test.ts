import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rememberAs } from "@/lib/platform/remember";
import { pageOf } from "@/tests/support/link-cards";

beforeEach(() => rememberAs("settings", { host: "127.0.0.1", port: 3000 }));
afterEach(() => rememberAs("settings", undefined));

/** Bytes of texts in encodings that Node.js only reads. */
const WINDOWS_1251 = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
const KOI8_R = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]);
const SHIFT_JIS = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
const GBK = Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]);
const titled = (title: Buffer, head = "") =>
  Buffer.concat([Buffer.from(`<html><head>${head}<title>`), title, Buffer.from("</title></head>")]);

describe("encodings", () => {
  test.each([
    ["windows-1251 in the header", titled(WINDOWS_1251), "text/html; charset=windows-1251", "Привет"],
    ["windows-1251 in meta", titled(WINDOWS_1251, "<meta charset=windows-1251>"), "text/html", "Привет"],
    [
      "windows-1251 in http-equiv",
      titled(WINDOWS_1251, `<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`),
      "text/html",
      "Привет",
    ],
    [
      "a header that lies",
      titled(WINDOWS_1251, "<meta charset=windows-1251>"),
      "text/html; charset=utf-8",
      "Привет",
    ],
    ["KOI8-R", titled(KOI8_R), 'text/html; charset="koi8-r"', "Привет"],
    ["Shift_JIS", titled(SHIFT_JIS, "<meta charset=Shift_JIS>"), "text/html", "日本"],
    ["GBK", titled(GBK, "<meta charset=gb2312>"), "text/html", "中国"],
    ["UTF-8 that nobody declares", titled(Buffer.from("Привет")), "text/html", "Привет"],
    ["an unknown name", titled(Buffer.from("Привет")), "text/html; charset=nonsense", "Привет"],
  ])("%s", async (_, body, type, title) => {
    expect(await pageOf(body, type)).toMatchObject({ title });
  });

  test("an encoding that nobody declares is guessed", async () => {
    const words = Buffer.concat(
      Array.from({ length: 60 }, () => Buffer.concat([WINDOWS_1251, Buffer.from(" ")])),
    );
    const { title } = await pageOf(
      Buffer.concat([
        titled(WINDOWS_1251).subarray(0, -7),
        Buffer.from("<!--"),
        words,
        Buffer.from("--></head>"),
      ]),
      "text/html",
    );
    expect(title).toBe("Привет");
  });
});
