import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { openThread } from "../threads/thread-address";
import { readSeqs } from "../timeline/seqs";

/**
 * Opens the thread of a message that does not stand in the room's line, at the message.
 *
 * @param key the line in which the message was looked for
 * @param say tells why that is not possible
 */
export async function goToReply(
  key: TimelineKey,
  seq: number,
  say: (word: "notThere" | "noConnection") => void,
): Promise<void> {
  const found = await readSeqs(roomOf(key), [seq]);
  const rootId = found?.[0]?.threadId;
  if (rootId && !rootOf(key)) openThread(rootId, seq);
  else say(found ? "notThere" : "noConnection");
}
