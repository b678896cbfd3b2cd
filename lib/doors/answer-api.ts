import type { Method } from "./endpoints";
import { matchEndpoint } from "./match-endpoint";
import { openApiDocument } from "./openapi";
import { problem } from "./problem";
import { notFoundHandler, refuseAllBut, rest } from "./rest";

const API = "/api/v1";

/** Returns the path below /api/v1 that an address names, without its query. */
export const apiPathOf = (url: string): string => url.slice(API.length).split("?", 1)[0] ?? "";

/** True for an address below /api/v1. */
export const isApiAddress = (url: string): boolean => url.startsWith(`${API}/`);

/**
 * Answers a request of the REST API by the table of endpoints. Unknown paths get 404, methods that a path does not have 405.
 *
 * @param method whose handler answers; `OPTIONS` stands for every method that the API never has
 */
export async function answerApi(method: Method | "OPTIONS", request: Request): Promise<Response> {
  try {
    const address = new URL(request.url).pathname.slice(API.length);
    if (address === "/openapi.json") return await DOCUMENT[method](request, NO_PARAMS);
    const found = matchEndpoint(address);
    const handler = found ? rest(found.path)[method] : notFoundHandler;
    return await handler(request, { params: Promise.resolve(found?.params ?? {}) });
  } catch (error) {
    return problem(error);
  }
}

const NO_PARAMS = { params: Promise.resolve({}) };

/** Serves the OpenAPI 3.1 document, which is generated from the table. */
const DOCUMENT = {
  ...refuseAllBut("GET"),
  GET: async () => {
    documentText ??= JSON.stringify(openApiDocument());
    const headers = { "content-type": "application/json", "cache-control": "no-store" };
    return new Response(documentText, { headers });
  },
};

/** The document as text: it never changes, and takes long to make. */
let documentText: string | undefined;
