import type { Received } from "./smtp";

/** A received mail, decoded: its headers by small names, and its forms. */
export type DecodedMail = { to: string[]; headers: Record<string, string>; text: string; html: string };

/** Decodes a mail with a text and an HTML part (RFC 2045, 2046, 2047). */
export function decodeMail({ to, text: raw }: Received): DecodedMail {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers["content-type"] ?? "")?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => split(part.trimStart()))
    : [];
  const formOf = (type: string) => {
    const part = parts.find(({ headers }) => headers["content-type"]?.startsWith(type));
    return part ? decodeBody(part.headers["content-transfer-encoding"], part.body) : "";
  };
  const text = boundary ? formOf("text/plain") : decodeBody(headers["content-transfer-encoding"], body);
  return { to, headers, text, html: formOf("text/html") };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const at = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
  });
  return { headers: Object.fromEntries(headers), body: raw.slice(at + 4) };
}

const decodeWords = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toLowerCase() === "b" ? Buffer.from(word, "base64").toString() : quoted(word.replaceAll("_", " ")),
    );

const quoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

function decodeBody(encoding = "7bit", body: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64").toString();
  return /quoted/i.test(encoding) ? quoted(body).replaceAll("\r\n", "\n") : body.replaceAll("\r\n", "\n");
}
