import { toRefusal } from "@/lib/core/errors";
import { changeMailSubscription, readMailSubscription } from "../domain/mail/notifications/unsubscribe";
import { actorOf } from "./actor-of";

const NO_STORE = { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" };

/**
 * Serves `POST /unsubscribe/one-click?token=`: switches mails about messages off, for mail programs (RFC 8058, whose body
 * carries nothing more) and for the button of the page, to which a browser goes back. `mail` switches them on again.
 */
export async function postUnsubscribe(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const input = { token: query.get("token") ?? "", mail: (query.get("mail") ?? "never") as "never" };
  try {
    const actor = await actorOf(request, true);
    const { mail: was } = await readMailSubscription(actor, { token: input.token });
    await changeMailSubscription(actor, input);
    return isBrowser(request) ? toPage(input.token, was) : new Response("Done.\n", { headers: NO_STORE });
  } catch (error) {
    const { status, refusal } = toRefusal(error);
    if (isBrowser(request) && status < 500) return toPage(input.token);
    return new Response(`${refusal.detail}\n`, { status, headers: NO_STORE });
  }
}

/** Serves `GET /unsubscribe/one-click?token=`: the page, because only a post may act. */
export async function getUnsubscribe(request: Request): Promise<Response> {
  return toPage(new URL(request.url).searchParams.get("token") ?? "");
}

const isBrowser = ({ headers }: Request) => /text\/html/i.test(headers.get("accept") ?? "");

/** Redirects to the page. `was` is what was switched off, so that the page can offer it again. */
function toPage(token: string, was?: string): Response {
  const query = new URLSearchParams({ token, ...(was && was !== "never" && { was }) });
  return new Response(null, {
    status: 303,
    headers: { location: `/unsubscribe?${query}`, "cache-control": "no-store" },
  });
}
