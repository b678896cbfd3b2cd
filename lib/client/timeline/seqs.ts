import type { MessagePage, MessageView } from "@/lib/shared/views";
import { messagesPath } from "../connection/paths";
import { getJson } from "../connection/rest";

/** Fetches messages of a room by `seq`, as far as the reader may read them; null without an answer. */
export async function readSeqs(roomId: string, seqs: readonly number[]): Promise<MessageView[] | null> {
  const query = `seqs=${seqs.join(",")}&limit=${seqs.length}`;
  const page = await getJson<MessagePage>(`${messagesPath(roomId)}?${query}`);
  return page?.items ?? null;
}
