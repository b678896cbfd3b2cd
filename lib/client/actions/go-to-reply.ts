import { onlyThreadOf, roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import { openThread } from "../threads/thread-address";
import { readSeqs } from "../timeline/seqs";

/**
 * Opens the line of a message that does not stand in this one, at the message: its thread, or its room. Links lead to a
 * message after it was moved, too.
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
  const message = found?.[0];
  const rootId = message && onlyThreadOf(message);
  if (!message || (rootId ?? undefined) === rootOf(key)) say(found ? "notThere" : "noConnection");
  else if (rootId && location.pathname.startsWith("/rooms/")) openThread(rootId, seq);
  // The room may not be on this page, or have been read elsewhere: its page starts anew.
  else location.replace(messageAddress({ id: message.roomId, name: null }, message));
}
