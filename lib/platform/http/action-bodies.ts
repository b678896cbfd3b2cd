import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { remember } from "../remember";

/** State of one POST to a page. */
type Post = { hasBegunAction: boolean };

/** Shared by server.ts and the pages, which are two module graphs in one process. */
const posts = () => remember("posts to pages", () => new AsyncLocalStorage<Post>());

/** Notes that Next could decode the body of this request's server action. */
export function noteActionBegun(): void {
  const post = posts().getStore();
  if (post) post.hasBegunAction = true;
}

/**
 * Lets Next answer a request, and turns its 500 for an undecodable server action (broken JSON, multipart or React
 * arguments) into 400, because the fault is the sender's.
 *
 * @param answer Next's request handler
 */
export async function answerPost(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<void> {
  if (request.method !== "POST" || !isOfPage(request)) return answer(request, response);
  const post: Post = { hasBegunAction: false };
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) =>
    writeHead(status === 500 && !post.hasBegunAction ? 400 : status, ...rest);
  await posts().run(post, () => answer(request, response));
}

/** next-auth decodes its bodies itself. Other paths below `/api` are pages, such as the reference. */
const isOfPage = ({ url = "/" }: IncomingMessage) => !/^\/api\/auth\//.test(url);
