import { loadParser, treeNow } from "@/lib/client/text/markdown-parser";
import { mayMention, mentionsEveryone, mentionsIn } from "@/lib/shared/messages/mentions";
import type { MyRoomView } from "@/lib/shared/views";
import { readLargeGroups } from "./large-groups";
import { MANY_PEOPLE } from "./many-people";

/** Counts the people whom a text mentions at once in a room: everyone, or by groups. Asks the server for groups only. */
export async function countCalled({ id, memberCount }: MyRoomView, text: string): Promise<number> {
  if (memberCount <= MANY_PEOPLE || !mayMention(text)) return 0;
  await loadParser();
  if (mentionsEveryone(mentionsIn(treeNow(text)))) return memberCount - 1;
  return (await readLargeGroups()).countIn(text, id);
}
