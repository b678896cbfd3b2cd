import type { Method } from "./endpoints";
import { matchEndpoint } from "./match-endpoint";
import { problem } from "./problem";
import { notFoundHandler, rest } from "./rest";

const API = "/api/v1";

/** Returns the path below /api/v1 that an address names, without its query. */
export const apiPathOf = (url: string): string => url.slice(API.length).split("?", 1)[0] ?? "";

/** True for an address below /api/v1. */
export const isApiAddress = (url: string): boolean => url.startsWith(`${API}/`);

/**
 * Answers a request of the REST API by the table of endpoints: the one door for every path, whether Next or
 * `answerFiles` received the request. Unknown paths get 404, methods that a path does not have 405.
 *
 * @param method whose handler answers; `OPTIONS` stands for every method that the API never has
 */
export async function answerApi(method: Method | "OPTIONS", request: Request): Promise<Response> {
  try {
    const found = matchEndpoint(new URL(request.url).pathname.slice(API.length));
    const handler = found ? rest(found.path)[method] : notFoundHandler;
    return await handler(request, { params: Promise.resolve(found?.params ?? {}) });
  } catch (error) {
    return problem(error);
  }
}
