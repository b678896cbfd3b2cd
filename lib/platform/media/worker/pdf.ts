import { open, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { type MediaInfo, MediaRefusal, plainFile } from "../media-info";
import { makePlaceholder } from "./placeholder";

/** A larger PDF is not read, because it is whole in memory while it is. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Images in a page with more pixels are left out. */
const MAX_IMAGE_PIXELS = 50_000_000;

/** Pixels of the longer side for the blurred preview. */
const PREVIEW_SIZE = 64;

/** True if a file begins as a PDF does; some have other bytes before the signature (ISO 32000-1, annex H.3.4.1). */
export async function isPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.includes("%PDF-");
  } finally {
    await file.close();
  }
}

/** Counts the pages of a PDF and tries its first page. A broken or encrypted one is a file without a preview. */
export async function inspectPdf(path: string): Promise<MediaInfo> {
  const plain = plainFile("application/pdf");
  if ((await stat(path)).size > MAX_BYTES) return plain;
  try {
    return await withPdf(path, async (document) => {
      const pages = document.numPages;
      try {
        const placeholder = await makePlaceholder(await renderPage(document, PREVIEW_SIZE));
        return { ...plain, pages, placeholder, hasThumbnail: true };
      } catch {
        return { ...plain, pages };
      }
    });
  } catch {
    return plain;
  }
}

/**
 * Draws the first page of a PDF as a PNG of `size` pixels on its longer side.
 *
 * @throws MediaRefusal if that does not work
 */
export async function renderFirstPage(path: string, size: number): Promise<Buffer> {
  try {
    return await withPdf(path, (document) => renderPage(document, size));
  } catch {
    throw new MediaRefusal("broken");
  }
}

async function renderPage(document: PDFDocumentProxy, size: number): Promise<Buffer> {
  const { createCanvas } = await import("@napi-rs/canvas");
  const page = await document.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: size / Math.max(width, height) });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
  return canvas.encode("png");
}

/** Opens a PDF without scripts, forms or network; fonts and tables of characters come from the package. */
export async function withPdf<T>(path: string, act: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const resources = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  const task = getDocument({
    data: new Uint8Array(await readFile(path)),
    cMapUrl: join(resources, "cmaps/"),
    standardFontDataUrl: join(resources, "standard_fonts/"),
    wasmUrl: join(resources, "wasm/"),
    iccUrl: join(resources, "iccs/"),
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await act(await task.promise);
  } finally {
    await task.destroy();
  }
}
