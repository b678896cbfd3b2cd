import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { PersonView, ThreadSummaryView } from "@/lib/shared/views";
import { pictureOf } from "../people/avatar-url";

type PersonRow = {
  id: string;
  username: string;
  display_name: string;
  is_bot: boolean;
  avatar_tag: string | null;
};

/** The people and the newest reply of a thread, as the function `thread_of_root` gives them. */
export type ThreadRow = {
  people: PersonRow[] | null;
  last: { id: string; sender_id: string; text: string; file_count: number } | null;
};

type RootRow = {
  threadCount: number;
  threadLastSeq: number | null;
  threadLastAt: Date | null;
  thread: ThreadRow | null;
};

/** Converts the summary of a root's thread; null where there are no replies. The newest reply's author is the first person. */
export function toThreadSummary({
  threadCount,
  threadLastSeq,
  threadLastAt,
  thread,
}: RootRow): ThreadSummaryView | null {
  const participants = thread?.people?.map(toPerson) ?? [];
  const sender = participants.find(({ id }) => id === thread?.last?.sender_id);
  if (threadCount === 0 || threadLastSeq === null || !threadLastAt || !thread?.last || !sender) return null;
  return {
    count: threadCount,
    lastSeq: threadLastSeq,
    lastReplyAt: new Date(threadLastAt).toISOString(),
    participants,
    lastReply: {
      id: thread.last.id,
      sender,
      text: firstWords(thread.last.text),
      fileCount: thread.last.file_count,
    },
  };
}

const toPerson = (row: PersonRow): PersonView => ({
  id: row.id,
  username: row.username,
  displayName: row.display_name,
  isBot: row.is_bot,
  ...pictureOf(row.id, row.avatar_tag),
});
