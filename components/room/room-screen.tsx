"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ComponentProps, useCallback, useEffect, useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import { MessageList, type MessageListHandle } from "@/components/message/list/message-list";
import { RoomIntro } from "@/components/message/list/room-intro";
import { onDemand } from "@/components/ui/on-demand";
import { MessageActionsProvider, useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { OutgoingMessage } from "@/lib/client/outbox/pending";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { isAt } from "@/lib/client/rooms/is-at";
import { addRecentRoom } from "@/lib/client/rooms/recent-rooms";
import { useMay } from "@/lib/client/rooms/use-may";
import { useIsMember, useRoom } from "@/lib/client/rooms/use-rooms";
import { keepPreference } from "@/lib/client/storage/preference";
import { type GivenTree, keepTrees, loadParser } from "@/lib/client/text/markdown-parser";
import type { Feed } from "@/lib/client/timeline/feed";
import { LAST_ROOM_COOKIE } from "@/lib/shared/rooms/last-room";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MessagePage, MyRoomView } from "@/lib/shared/views";
import { RoomHeader } from "./room-header";
import { RoomNotice } from "./room-notice";
import { StatusLine } from "./status-line";
import { useFeed } from "./use-feed";
import { useFinding } from "./use-finding";
import { isDetails, usePanel } from "./use-panel";
import { useReceipts } from "./use-receipts";

const MessageDialogs = onDemand(() => import("@/components/message/actions/message-dialogs"));
const DetailsPanel = onDemand(() => import("./details/details-panel"));
const NoPosting = onDemand(() => import("./no-posting"), NoPostingSpace);
const FindBar = onDemand(() => import("@/components/search/room/find-bar"));
const DropZone = onDemand(() => import("@/components/composer/files/drop-zone"));
const BookmarksBar = onDemand(() => import("./bookmarks/bookmarks-bar"), BookmarksSpace);
const BookmarksPanel = onDemand(() => import("./bookmarks/bookmarks-panel"));
const PinsPanel = onDemand(() => import("./pins/pins-panel"));
const ThreadPanel = onDemand(() => import("../thread/thread-panel"));
const RoomKeys = onDemand(() => import("./room-keys"), undefined, "now");

type Screen = {
  room: MyRoomView;
  page: MessagePage;
  /** Trees of the page's formatted texts. */
  trees?: readonly GivenTree[];
  /** The message in the address. */
  target?: number | null;
};

/** The page of a joined room: messages, composer and panels. */
export function RoomScreen({ room, page, trees = [], target = null }: Screen) {
  useState(() => keepTrees(trees));
  useParser();
  const feed = useFeed(room, page);
  useLeaving(room.id);
  useNewName(room);
  const { account } = useChat();
  useEffect(() => {
    keepPreference(LAST_ROOM_COOKIE, room.id);
    addRecentRoom(account.id, room.id);
  }, [room.id, account.id]);

  return (
    <MessageActionsProvider room={room} feed={feed.store}>
      <Conversation rendered={room} feed={feed} target={target} />
    </MessageActionsProvider>
  );
}

/** Loads the parser of messages once the page can be used. */
function useParser() {
  useEffect(() => {
    const timer = setTimeout(loadParser, 1_000);
    return () => clearTimeout(timer);
  }, []);
}

type Conversation = { rendered: MyRoomView; feed: ReturnType<typeof useFeed>; target: number | null };

function Conversation({ rendered, feed, target }: Conversation) {
  const chat = useChat();
  const acts = useMessageActions();
  const room = useRoom(rendered);
  const list = useRef<MessageListHandle>(null);
  const rootId = useSearchParams().get("thread");
  const { panel, openPanel } = usePanel(rootId);
  const [returned, giveBack] = useState<OutgoingMessage | null>(null);
  const maySend = useMay(room)("send");
  useReceipts(room);
  const finding = useFinding();
  useTargetOf(room, rootId ? null : target);

  function send(text: string) {
    // The draft knows its reply before that message is loaded.
    const { replyTo } = chat.drafts.get(room.id);
    if (feed.feed.hasNewer) feed.jumpToNewest();
    const kept = chat.ownMessages.send(room.id, text, { replyTo, hasFiles: true });
    acts.dropReply();
    list.current?.toEnd();
    return kept;
  }

  return (
    <>
      <main className="room-column relative flex min-w-0 flex-1 flex-col">
        {maySend && <DropZone room={room} />}
        <RoomHeader room={room} panel={panel} onPanel={openPanel} onFind={finding.find} />
        {room.bookmarksRev !== null && <BookmarksBar room={room} onManage={() => openPanel("bookmarks")} />}
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Messages ref={list} room={room} rootId={rootId} {...feed} onEdit={giveBack} />
          <RoomNotice />
          {finding.asked > 0 && <FindBar room={room} {...finding} />}
        </div>
        {maySend ? (
          <Composer room={room} returned={returned} onReturnedTaken={() => giveBack(null)} onSend={send} />
        ) : (
          <NoPosting room={room} />
        )}
        <StatusLine roomId={room.id} />
      </main>
      {rootId && <ThreadPanel room={room} rootId={rootId} />}
      {panel === "pins" && <PinsPanel room={room} onClose={() => openPanel(null)} />}
      {panel === "bookmarks" && <BookmarksPanel room={room} onClose={() => openPanel(null)} />}
      {isDetails(panel) && (
        <DetailsPanel
          room={room}
          leaf={panel}
          onLeaf={openPanel}
          onClose={() => openPanel(null)}
          peopleVersion={`${room.memberCount} ${lastOfPeople(feed.feed)}`}
        />
      )}
      <MessageDialogs />
      <RoomKeys room={room} panel={panel} openPanel={openPanel} finding={finding} />
    </>
  );
}

type Messages = Omit<
  ComponentProps<typeof MessageList>,
  "label" | "intro" | "mark" | "onRead" | "isCovered"
> & {
  room: MyRoomView;
  /** The open thread. */
  rootId: string | null;
};

/** The room's own line of messages. Under a thread that covers it nothing is read until that closes. */
function Messages({ room, rootId, ...list }: Messages) {
  const { account, reading } = useChat();
  const label = useTranslations("message")("list", { room: useRoomName()(room) });
  const onRead = useCallback((seq: number) => reading.read(room.id, seq), [reading, room.id]);
  const isCovered = !useIsWide() || account.threadsInMiddle;

  return (
    <MessageList
      {...list}
      label={label}
      intro={<RoomIntro room={room} feed={list.feed} />}
      mark={room}
      onRead={onRead}
      isCovered={rootId !== null && isCovered}
    />
  );
}

/**
 * Scrolls to the message in the address; again when a link to it is followed here, which does not change the address.
 */
function useTargetOf(room: MyRoomView, target: number | null) {
  const acts = useMessageActions();
  const { drafts } = useChat();
  const { id, name } = room;

  useEffect(() => {
    // A reply to it has begun elsewhere: the composer keeps the focus.
    if (target !== null) void acts.goTo(target, drafts.get(id).replyTo?.seq === target);
  }, [acts, drafts, id, target]);

  useEffect(() => {
    if (target === null) return;
    const place = { id, name };
    const follow = ({ target: at }: MouseEvent) => {
      const link = at instanceof Element ? at.closest("a") : null;
      if (!link || link.target === "_blank" || link.search !== window.location.search) return;
      if (isAt(place, link.pathname)) void acts.goTo(target);
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [acts, target, id, name]);
}

const OF_PEOPLE = new Set(["joined", "left", "added", "removed", "role", "asked_again"]);

/** The last event about a join, a leave or a role. */
const lastOfPeople = ({ messages }: Feed) =>
  messages.findLast(({ event }) => event && OF_PEOPLE.has(event.type))?.seq ?? 0;

/** Removed, left in another tab, or asked for a new password: the server decides what this address shows now. */
function useLeaving(roomId: string) {
  const router = useRouter();
  const isMember = useIsMember(roomId);
  const wasMember = useRef(isMember);

  useEffect(() => {
    if (wasMember.current && !isMember) router.refresh();
    wasMember.current = isMember;
  }, [isMember, router]);
}

/** Updates the address after the room was renamed, without a page load. */
function useNewName(room: MyRoomView) {
  const pathname = usePathname();
  const name = useRef(room.name);

  useEffect(() => {
    if (room.name === name.current) return;
    name.current = room.name;
    if (!pathname.startsWith("/rooms/")) return;
    const { search, hash } = window.location;
    window.history.replaceState(null, "", `${roomPath(room)}${search}${hash}`);
  }, [room, pathname]);
}

/** The place of the words until their script has arrived. */
function NoPostingSpace() {
  return (
    <div className="mb-1 min-h-12 flex-none rounded-3 border border-line bg-sidebar max-md:mx-3 md:column-box" />
  );
}

/** The place of the bookmarks until their script has arrived. */
function BookmarksSpace() {
  return <div className="h-9 flex-none border-b border-line phone:h-11" />;
}
