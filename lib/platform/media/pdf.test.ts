import sharp from "sharp";
import { expect, test } from "vitest";
import { cornersOf, staged } from "@/tests/support/images";
import { inspectMedia, makeThumbnail } from "./media";

/** A PDF of two pages of 200 by 300 points, whose first has a red upper half and words in a font that is not inside. */
function pdf({ trailer = "", width = 200, height = 300, words = "Hello" } = {}): string {
  const stream = `1 0 0 rg 0 ${height / 2} ${width} ${height / 2} re f 0 0 1 rg BT /F1 40 Tf 10 40 Td (${words}) Tj ET`;
  return `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${stream.length}>>stream
${stream}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj
trailer<</Root 1 0 R${trailer}>>`;
}

test("a PDF tells its pages and shows the first", async () => {
  const path = staged(pdf());
  const info = await inspectMedia(path, "a.pdf");
  expect(info).toMatchObject({ type: "application/pdf", pages: 2, hasThumbnail: true, excerpt: null });
  expect(info.placeholder).toMatch(/^data:image\/webp/);
  const image = await makeThumbnail(path, { size: 300, format: "webp" });
  expect(await sharp(image).metadata()).toMatchObject({ format: "webp", width: 200, height: 300 });
  expect(await cornersOf(image)).toEqual(["red", "red", "white", "white"]);
});

test("the words of a PDF are drawn without fonts of the machine", async () => {
  const blueOf = async (words: string) => {
    const image = await makeThumbnail(staged(pdf({ words })), { size: 300, format: "webp" });
    const pixels = await sharp(image).removeAlpha().raw().toBuffer();
    let blue = 0;
    for (let i = 0; i < pixels.length; i += 3) if (pixels[i]! < 90 && pixels[i + 2]! > 150) blue++;
    return blue;
  };
  expect(await blueOf("Hello")).toBeGreaterThan(300);
  expect(await blueOf("")).toBe(0);
});

test("a page of an enormous size is drawn small", async () => {
  const image = await makeThumbnail(staged(pdf({ width: 1e6, height: 1e6 })), { size: 160, format: "webp" });
  expect(await sharp(image).metadata()).toMatchObject({ width: 160, height: 160 });
});

test.each([
  ["broken", "%PDF-1.7 nothing"],
  [
    "encrypted",
    pdf({
      trailer:
        "/Encrypt<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>/ID[(a)(a)]",
    }),
  ],
])("a %s PDF is a file without a preview", async (_name, bytes) => {
  const path = staged(bytes);
  expect(await inspectMedia(path, "a.pdf")).toMatchObject({
    ...{ type: "application/pdf", pages: null, hasThumbnail: false, placeholder: null },
  });
  await expect(makeThumbnail(path, { size: 160, format: "webp" })).rejects.toMatchObject({ fault: "broken" });
});
