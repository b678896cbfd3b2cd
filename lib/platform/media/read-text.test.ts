import { expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { staged } from "@/tests/support/images";
import { readPdfText, readText } from "./media";

/** A PDF of one page with these lines. */
function pdf(lines: string[], trailer = ""): string {
  const stream = `BT /F1 12 Tf 14 TL 10 200 Td ${lines.map((line) => `(${line}) Tj T*`).join(" ")} ET`;
  return `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${stream.length}>>stream
${stream}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R${trailer}>>`;
}

test.each([
  ["UTF-8 with a mark", Buffer.from("\ufeffслово"), "слово"],
  ["UTF-16", Buffer.from("\ufeffword слово", "utf16le"), "word слово"],
  ["a character that the end cuts", Buffer.from("слово").subarray(0, 9), "слов"],
  [
    "spaces, colours and controls",
    Buffer.from("\u001b[31mred\u001b[0m   \t and\r\n\r\n\u202egreen"),
    "red and\ngreen",
  ],
  ["no text", Buffer.from([0, 1, 2, 3, 255]), ""],
])("the words of a text are read: %s", async (_name, bytes, text) => {
  expect(await readText(bytes)).toBe(text);
});

test("a text is cut after so many characters, and not within one", async () => {
  const text = await readText(Buffer.from("🎉".repeat(LIMITS.fileTextLength + 10)));
  expect([...text]).toHaveLength(LIMITS.fileTextLength);
  expect(text.isWellFormed()).toBe(true);
});

test("the lines of a PDF are read, and words that a line end divides are joined", async () => {
  expect(await readPdfText(staged(pdf(["a divi-", "ded word and", "Anglo-", "Saxon"])))).toBe(
    "a divided word and\nAnglo-\nSaxon",
  );
});

test.each([
  ["broken", "%PDF-1.7 nothing"],
  [
    "encrypted",
    pdf(
      ["secret"],
      "/Encrypt<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>/ID[(a)(a)]",
    ),
  ],
])("a %s PDF has no text", async (_name, bytes) => {
  expect(await readPdfText(staged(bytes))).toBe("");
});
