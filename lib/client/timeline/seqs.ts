import type { MessagePage, MessageView } from "@/lib/shared/views";
import { getJson } from "../connection/rest";

/** Messages of a room by their numbers, those of them that this reader may read; null when nobody answered. */
export async function readSeqs(roomId: string, seqs: readonly number[]): Promise<MessageView[] | null> {
  const query = `seqs=${seqs.join(",")}&limit=${seqs.length}`;
  const page = await getJson<MessagePage>(`/api/v1/rooms/${roomId}/messages?${query}`);
  return page?.items ?? null;
}
