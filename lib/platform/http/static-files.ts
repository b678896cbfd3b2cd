import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, relative, resolve } from "node:path";
import Negotiator from "negotiator";
import send from "send";

const PREFIX = "/_next/static/";

/** Types of the files that scripts/compress.mjs compresses. */
const COMPRESSED_TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Encodings of compressed files, the smallest first, with the ending that such a file has. */
const ENDINGS: Record<string, string> = { br: ".br", gzip: ".gz" };

/** Negotiator 1 orders encodings of equal quality by `preferred`, not by the header, which its types do not say yet. */
type PreferringNegotiator = {
  encoding(available: string[], options?: { preferred: string[] }): string | undefined;
};

/** Answers a request for a file of the build. @returns false if there is no such file */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the build's scripts, styles and fonts below `/_next/static/`, with Brotli or gzip where the build has made the
 * compressed file and the peer accepts it (RFC 9110, 12.5.3). A file's name changes with its content, so that browsers
 * keep it for a year. The folder is read once: a build must not change while it is served.
 *
 * @param folder that of the build's files, `.next/static`
 */
export function staticFiles(folder: string): StaticFiles {
  const root = resolve(folder);
  const names = new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll("\\", "/")),
  );

  return function answerStaticFile(request, response) {
    const name = nameOf(request);
    if (name === null || !names.has(name)) return false;
    const encodings = Object.keys(ENDINGS).filter((encoding) => names.has(name + ENDINGS[encoding]));
    const encoding = encodings.length > 0 ? chooseEncoding(request, encodings) : null;
    if (encodings.length > 0) response.appendHeader("Vary", "Accept-Encoding");
    if (encoding) describe(response, name, encoding);
    const sent = encoding ? name + ENDINGS[encoding] : name;
    send(request, sent, { root, immutable: true, maxAge: "1y", lastModified: false }).pipe(response);
    return true;
  };
}

/** Returns the path of the asked file below the folder; null if the request is for something else. */
function nameOf({ method, url = "" }: IncomingMessage): string | null {
  if (!url.startsWith(PREFIX) || (method !== "GET" && method !== "HEAD")) return null;
  return url.slice(PREFIX.length).split("?", 1)[0] ?? null;
}

/** Returns the encoding that the peer prefers; null for the file as it is. */
function chooseEncoding(request: IncomingMessage, encodings: string[]): string | null {
  const negotiator: PreferringNegotiator = new Negotiator(request);
  const chosen = negotiator.encoding([...encodings, "identity"], { preferred: encodings });
  return chosen && chosen !== "identity" ? chosen : null;
}

function describe(response: ServerResponse, name: string, encoding: string): void {
  response.setHeader("Content-Encoding", encoding);
  const type = COMPRESSED_TYPES[name.slice(name.lastIndexOf(".") + 1)];
  if (type) response.setHeader("Content-Type", type);
}
