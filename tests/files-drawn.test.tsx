import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import AttachedFile from "@/components/message/files/attached-file";
import { isGridImage } from "@/components/message/files/images/grid-image";
import { MessageFiles } from "@/components/message/files/message-files";
import en from "@/lib/shared/i18n/en.json";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { AttachmentView } from "@/lib/shared/views";
import { attachment } from "./support/client/attachments";

/** The markup of a message with files: as the server renders it, and with the parts that are loaded on demand. */
function render(...files: Partial<AttachmentView>[]): string {
  const message = wholeMessage({
    id: "m",
    roomId: "r",
    seq: 1,
    rev: 1,
    sender: { id: "ada", username: "ada", displayName: "Ada", isBot: false },
    attachments: files.map(attachment),
    createdAt: "2026-11-29T10:00:00.000Z",
    clientId: "c",
  });
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <MessageFiles message={message} />
      {message.attachments
        .filter((file) => !isGridImage(file))
        .map((file) => (
          <AttachedFile key={file.id} file={file} message={message} onOpen={() => {}} />
        ))}
    </NextIntlClientProvider>,
  );
}

const pdf = {
  name: "report.pdf",
  type: "application/pdf",
  width: null,
  height: null,
  pages: 7,
  size: 1_234_567,
};
const zip = { name: "all.zip", type: "application/zip", width: null, height: null, thumbnailUrl: null };

test("an image has its place by attributes, loads lazily and in the size that is needed", () => {
  const html = render({ id: "a" });
  expect(html).toContain('<svg aria-hidden="true" width="640" height="400" viewBox="0 0 640 400"');
  for (const part of ['loading="lazy"', 'decoding="async"', 'sizes="640px"', "/a/thumbnail?size=640 640w"])
    expect(html).toContain(part);
});

test("no file needs an inline style, which the Content Security Policy forbids", () => {
  const html = render(
    { placeholder: "data:image/webp;base64,AAAA" },
    { isAnimated: true, type: "image/gif" },
    pdf,
    { ...zip, name: "notes.txt", type: "text/plain", excerpt: "one\ntwo" },
    { name: "film.mp4", type: "video/mp4" },
    { ...zip, name: "song.mp3", type: "audio/mpeg" },
    zip,
  );
  expect(html).not.toMatch(/\sstyle=/);
});

test("an image is described by its description, else by name and kind", () => {
  expect(render({ description: "Connections fall at 08:40" })).toContain('alt="Connections fall at 08:40"');
  expect(render({ name: "pool.png" })).toContain('alt="pool.png, image"');
});

test("an image that browsers cannot draw is a card", () => {
  const html = render({ name: "IMG_1.HEIC", type: "image/heic" });
  expect(html).not.toContain("<img");
  expect(html).toContain("HEIC");
  expect(html).toContain('download="IMG_1.HEIC"');
});

test("a card has icon, pages, size and a download", () => {
  const html = render({ ...pdf, thumbnailUrl: null });
  for (const part of [">PDF<", "7 pages · 1.2 MB", 'aria-label="Download report.pdf"'])
    expect(html).toContain(part);
});

test("S37: SVG and HTML are never shown, only downloaded", () => {
  const svg = { name: "a.svg", type: "image/svg+xml", width: 10, height: 10 };
  const html = render(svg, { ...zip, id: "h", name: "a.html", type: "text/html" });
  expect(html).not.toMatch(/<img|<iframe|<object|<embed/);
  expect(html).toContain('href="/api/v1/files/h?download=1"');
});

test("S39: a name is isolated, and has no direction override", () => {
  const html = render({ ...zip, name: "invoice\u202Efdp.exe" });
  expect(html).toContain('<bdi dir="auto" title="invoicefdp.exe"');
});

test("the first lines of a text are there before any script", () => {
  const lines = Array.from({ length: 20 }, (_, number) => `line ${number}`).join("\n");
  const html = render({ ...zip, name: "a.txt", type: "text/plain", excerpt: lines });
  expect(html).toContain("line 7");
  expect(html).not.toContain("line 8");
});
