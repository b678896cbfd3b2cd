import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { remember } from "./remember";

/** What came of one POST to a page. */
type Post = { hasBegunAction: boolean };

/** Shared by server.ts and the pages, which are two module graphs in one process. */
const posts = () => remember("posts to pages", () => new AsyncLocalStorage<Post>());

/** Notes that the server action of this request has begun: Next could decode its body. */
export function noteActionBegun(): void {
  const post = posts().getStore();
  if (post) post.hasBegunAction = true;
}

/**
 * Lets `answer` (Next) answer a request. Next answers 500 where it cannot decode the body of a server action (broken JSON,
 * multipart or React's encoding of arguments). That is the sender's fault: such an answer goes out as 400.
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

/** The API decodes its bodies itself, and answers what is wrong with them. */
const isOfPage = ({ url = "/" }: IncomingMessage) => !/^\/api(\/|\?|$)/.test(url);
