import { runDueJobs } from "@/lib/core/jobs/run-job";
import { readCommits } from "@/lib/delivery/commit-work";
import { cardsOfCommits } from "@/lib/domain/cards/enqueue-cards";
import { type FetchedPage, fetchPage } from "@/lib/domain/cards/fetch-page";
import { fillCardsJob } from "@/lib/domain/cards/fill-cards";
import { readMessage } from "@/lib/domain/messages/read-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import type { MessageView } from "@/lib/shared/views";
import { html, type WebPage, web } from "./web";
import { type Person, person, room } from "./world";

/** A page with a title, and more in its head. */
export const page = (title: string, head = "") => html(`<head><title>${title}</title>${head}</head>`);

/** A page with a title that is answered only once it is released. */
export function heldPage(title: string): { page: WebPage; release(): void } {
  const gate = Promise.withResolvers<void>();
  return {
    page: async (request, response) => {
      await gate.promise;
      page(title)(request, response);
    },
    release: gate.resolve,
  };
}

/** A person in a room; `send` sends a text, and enqueues the work on its links. */
export async function scene(): Promise<{
  ann: Person;
  roomId: string;
  send(text: string, from?: Person): Promise<string>;
}> {
  const ann = await person("Ann");
  const { id: roomId } = await room(ann);
  const send = async (text: string, from = ann) => {
    const { message } = await sendMessage(from, { room: roomId, text });
    await readCommits([cardsOfCommits]);
    return message.id;
  };
  return { ann, roomId, send };
}

/** Fetches the pages of links, and fills in the cards. */
export const work = () => runDueJobs([fillCardsJob]);
export const read = (who: Person, message: string): Promise<MessageView> => readMessage(who, { message });
/** Titles of a message's cards. */
export const titles = async (who: Person, message: string) =>
  (await read(who, message)).cards.map(({ title }) => title);

/** Fetches a page of this HTML, as its card would read it. */
export async function pageOf(body: string | Buffer, type?: string): Promise<FetchedPage> {
  await web({ "a.example/dir/page": html(body, type) });
  const result = await fetchPage("http://a.example/dir/page");
  if (typeof result === "string") throw new Error(`There is no page but ${result}`);
  return result.page;
}
