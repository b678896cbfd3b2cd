import type { IncomingMessage, ServerResponse } from "node:http";
import { constants as zlib } from "node:zlib";
import compression from "compression";

/** A page is smaller than the window of 512 KiB; a larger one would only cost memory. */
const PAGE_WINDOW = 19;

/** Brotli's level 5 takes as long as gzip's usual level, and makes a room's page a sixth smaller. */
const middleware = compression({
  brotli: { params: { [zlib.BROTLI_PARAM_QUALITY]: 5, [zlib.BROTLI_PARAM_LGWIN]: PAGE_WINDOW } },
});

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Compresses what is written to a response from now on, if it is text of more than 1 KiB that its peer accepts compressed. Next
 * knows gzip only. The stream ends with its response, also if the peer leaves early.
 */
export function compressPage(request: IncomingMessage, response: ServerResponse): void {
  // The types are those of Express, of which it needs nothing.
  (middleware as unknown as Middleware)(request, response, () => {});
}
