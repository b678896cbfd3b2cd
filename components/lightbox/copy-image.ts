/**
 * Copies an image to the clipboard as PNG, the one format that all browsers take. Resolves to whether that worked. The
 * clipboard is missing on plain http.
 */
export async function copyImage(url: string): Promise<boolean> {
  try {
    // The promise is passed on at once, because Safari allows writing only during the key press.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": toPng(url) })]);
    return true;
  } catch {
    return false;
  }
}

async function toPng(url: string): Promise<Blob> {
  const response = await fetch(url);
  const bytes = await response.blob();
  if (bytes.type === "image/png") return bytes;
  const bitmap = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}
