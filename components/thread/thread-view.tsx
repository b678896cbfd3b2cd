"use client";

import ArrowLeft from "lucide-react/icons/arrow-left";
import Bell from "lucide-react/icons/bell";
import BellOff from "lucide-react/icons/bell-off";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import { RoomIcon } from "@/components/room/room-icon";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { refusalOf } from "@/lib/client/connection/outcome";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useThreadState, useThreads } from "@/lib/client/threads/use-threads";
import type { MyRoomView } from "@/lib/shared/views";
import { ThreadActionsProvider } from "./thread-context";
import { ThreadConversation } from "./thread-conversation";
import { useOpenThread } from "./use-thread";

export type ThreadViewProps = {
  room: MyRoomView;
  rootId: string;
  /** The reply that the address leads to. */
  target: number | null;
  onClose: () => void;
};

/** A thread: a room in small, with the same list and the same composer. */
export function ThreadView({ room, rootId, target, onClose }: ThreadViewProps) {
  const t = useTranslations("thread");
  const { opened, again } = useOpenThread(room, rootId);

  return (
    <>
      <ThreadHeader room={room} rootId={rootId} onClose={onClose} />
      {opened === undefined && <Status>{t("loading")}</Status>}
      {opened === "gone" && <Status>{t("gone")}</Status>}
      {opened === "failed" && (
        <Status>
          {t("failed")}
          <Button look="quiet" size="small" onClick={again}>
            {t("again")}
          </Button>
        </Status>
      )}
      {typeof opened === "object" && (
        <ThreadActionsProvider key={rootId} {...opened}>
          <EscapeCloses onClose={onClose}>
            <ThreadConversation room={room} opened={opened} target={target} />
          </EscapeCloses>
        </ThreadActionsProvider>
      )}
    </>
  );
}

const Status = ({ children }: { children: ReactNode }) => (
  <div role="status" className="flex flex-wrap items-center gap-3 p-4 text-small text-ink-2">
    {children}
  </div>
);

type Header = Pick<ThreadViewProps, "room" | "rootId" | "onClose">;

function ThreadHeader({ room, rootId, onClose }: Header) {
  const t = useTranslations("thread");
  const { account } = useChat();
  const name = useRoomName()(room);
  const isWide = useIsWide();

  return (
    <header className="flex h-13 flex-none items-center gap-2 border-b border-line pr-3 pl-4">
      {!isWide && (
        <IconButton label={t("back")} onClick={onClose} className="-ml-2">
          <ArrowLeft size={18} aria-hidden />
        </IconButton>
      )}
      <h2 className="flex-none text-title font-semibold">{t("title")}</h2>
      <p className="flex min-w-0 flex-1 items-center gap-1 text-small text-ink-3">
        <RoomIcon room={room} me={account.id} size={14} />
        <bdi className="truncate">{name}</bdi>
      </p>
      <Follow rootId={rootId} />
      {isWide && (
        <IconButton label={t("close")} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      )}
    </header>
  );
}

/** Follows the thread, or stops. A followed thread is unread in the list of threads when somebody answers. */
function Follow({ rootId }: { rootId: string }) {
  const t = useTranslations("thread");
  const chat = useChat();
  const threads = useThreads();
  const state = useThreadState(rootId);
  if (!state) return null;
  const { isFollowed } = state;
  const Icon = isFollowed ? Bell : BellOff;

  async function toggle() {
    const answer = await threads.follow(rootId, !isFollowed);
    if (!answer.ok) chat.refused.dispatch(refusalOf(answer));
  }

  return (
    <button
      type="button"
      aria-pressed={isFollowed}
      onClick={() => void toggle()}
      className="flex h-8 flex-none items-center gap-1.5 rounded-row px-2 text-small font-medium text-ink-2 hover:bg-hover aria-pressed:bg-hover aria-pressed:text-ink phone:h-11"
    >
      <Icon size={16} aria-hidden />
      {t(isFollowed ? "following" : "follow")}
    </button>
  );
}

/** Escape ends one thing at a time: the reply that was begun, then the place in the list, then the thread. */
function EscapeCloses({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const acts = useMessageActions();

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const { target } = event;
    const isInList = target instanceof Element && target.closest("[role=log]");
    event.preventDefault();
    event.stopPropagation();
    if (isInList) acts.focusComposer();
    else if (acts.store.get().replyTo) acts.dropReply();
    else onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of everything inside
    <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
      {children}
    </div>
  );
}
