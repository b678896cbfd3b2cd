"use client";

import CheckCheck from "lucide-react/icons/check-check";
import MessagesSquare from "lucide-react/icons/messages-square";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "@/components/room/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NothingYet } from "@/components/views/nothing-yet";
import { View } from "@/components/views/view";
import { useChat } from "@/lib/client/chat/chat-context";
import { refusalOf } from "@/lib/client/connection/outcome";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { unreadThreads } from "@/lib/client/threads/thread-states";
import { useThreads } from "@/lib/client/threads/use-threads";
import type { MyThreadView } from "@/lib/shared/views";
import { ThreadEntry } from "./thread-entry";
import { ThreadFilters, type ThreadQuery } from "./thread-filters";
import { ThreadColumn } from "./thread-panel";
import { ThreadView } from "./thread-view";
import { useSteadyThreads } from "./use-steady-threads";

/** My threads, the unread ones first, and beside them the chosen one, to read and to answer. */
export function ThreadsPage() {
  const t = useTranslations("thread");
  const [query, choose] = useState<ThreadQuery>({ isUnread: false, roomId: null });
  // All read: the list is made anew.
  const [markings, beginAnew] = useState(0);
  const [chosen, open] = useState<{ roomId: string; rootId: string } | null>(null);
  const rooms = useMyRooms();
  const isWide = useIsWide();
  const room = chosen && rooms[chosen.roomId];
  const view = room && chosen && { room, rootId: chosen.rootId, target: null, onClose: () => open(null) };

  return (
    <main className="grid min-w-0 flex-1 grid-cols-1 grid-rows-1 lg:grid-cols-[minmax(24rem,27.5rem)_minmax(20rem,1fr)]">
      <section aria-label={t("threads")} className="flex min-h-0 min-w-0 flex-col">
        <PageHeader title={t("threads")}>
          <MarkAll roomId={query.roomId} onMarked={() => beginAnew((times) => times + 1)} />
        </PageHeader>
        <ThreadFilters query={query} onChange={choose} />
        <Threads
          key={`${query.isUnread} ${query.roomId} ${markings}`}
          query={query}
          chosenId={chosen?.rootId}
          onOpen={({ room: { id }, root }) => open({ roomId: id, rootId: root.id })}
        />
      </section>
      {isWide && (
        <aside
          aria-label={t("title")}
          data-thread
          className="panel-column hidden min-h-0 min-w-0 flex-col border-l border-line lg:flex"
        >
          {view ? (
            <ThreadView key={view.rootId} {...view} />
          ) : (
            <div className="p-5">
              <EmptyState icon={MessagesSquare} text={t("choose")} />
            </div>
          )}
        </aside>
      )}
      {!isWide && view && <ThreadColumn {...view} />}
    </main>
  );
}

type ThreadsProps = {
  query: ThreadQuery;
  chosenId: string | undefined;
  onOpen: (thread: MyThreadView) => void;
};

function Threads({ query, chosenId, onOpen }: ThreadsProps) {
  const t = useTranslations("thread");
  const { threads, state, onNearEnd, again } = useSteadyThreads(query);

  return (
    <View
      label={t("threads")}
      rows={threads.map((thread) => ({
        key: thread.root.id,
        content: (
          <ThreadEntry thread={thread} isChosen={thread.root.id === chosenId} onOpen={() => onOpen(thread)} />
        ),
      }))}
      state={state}
      empty={<NothingYet icon={MessagesSquare} text={t(query.isUnread ? "noneUnread" : "none")} />}
      onNearEnd={onNearEnd}
      onAgain={again}
    />
  );
}

/** Marks the threads of the shown room as read, or all. */
function MarkAll({ roomId, onMarked }: { roomId: string | null; onMarked: () => void }) {
  const t = useTranslations("thread");
  const chat = useChat();
  const threads = useThreads();
  const rooms = useMyRooms();
  const unread = unreadThreads(useStore(threads.store), rooms);
  const count = unread.filter((thread) => roomId === null || thread.roomId === roomId).length;

  async function mark() {
    const answer = await threads.markAllRead(roomId);
    if (answer.ok) onMarked();
    else chat.refused.dispatch(refusalOf(answer));
  }

  return (
    <Button look="quiet" size="small" disabled={count === 0} onClick={() => void mark()}>
      <CheckCheck size={16} aria-hidden />
      <span className="max-md:sr-only">{t("markAll")}</span>
    </Button>
  );
}
