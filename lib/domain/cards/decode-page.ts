import chardet from "chardet";
import { getEncoding } from "encoding-sniffer";

/** Bytes by which an encoding is guessed. */
const SAMPLE = 64 * 1024;

/**
 * Decodes a page as browsers do (WHATWG HTML, 13.2.3): byte order mark, header, `meta`. A header that claims UTF-8 for
 * bytes that are not is ignored. Without any declaration the encoding is guessed.
 *
 * @param body may end within a character
 */
export function decodePage(body: Buffer, contentType: string): string {
  const [, label] = /charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType) ?? [];
  const isUtf8 = isValidUtf8(body);
  const isLie = label !== undefined && /^utf-?8$/i.test(label) && !isUtf8;
  const encoding = getEncoding(body, {
    maxBytes: 8_192,
    defaultEncoding: isUtf8 ? "utf-8" : guess(body),
    ...(label !== undefined && !isLie && { transportLayerEncodingLabel: label }),
  });
  return decoderFor(encoding).decode(body);
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder(); // An encoding that no browser knows.
  }
}

function isValidUtf8(body: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(body, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function guess(body: Buffer): string {
  const guessed = chardet.detect(body.subarray(0, SAMPLE));
  return guessed && !/^UTF-(?:8|32)/.test(guessed) ? guessed : "windows-1252";
}
