import type { MessageView } from "@/lib/shared/views";
import { call } from "../connection/call";

/** Fetches messages of a room by `seq`, as far as the reader may read them; null without an answer. */
export async function readSeqs(roomId: string, seqs: readonly number[]): Promise<MessageView[] | null> {
  const query = { room: roomId, seqs: seqs.join(","), limit: seqs.length };
  const page = await call("GET /rooms/{room}/messages", query);
  return page.ok ? page.data.items : null;
}
