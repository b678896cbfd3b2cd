import type { MessagesFrame, ServerFrames, WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { isFromOthers } from "@/lib/shared/messages/unread";
import type { MessageReceipt, NotificationSettingsView, SyncView } from "@/lib/shared/views";
import type { createCacheWriter } from "../cache/cache-writer";
import type { Listeners } from "../connection/live-connection";
import type { Drafts } from "../drafts/drafts";
import type { createOpenRooms } from "../names/open-rooms";
import type { createPeople } from "../names/people";
import type { Outbox } from "../outbox/outbox";
import type { createAway } from "../presence/away";
import type { PresenceAction, Presences } from "../presence/presence";
import type { createPresenceReader } from "../presence/presence-reader";
import type { TypingWatch } from "../presence/typing-watch";
import type { createDeliveredMarks } from "../reading/delivered-marks";
import type { Reading } from "../reading/reading";
import type { createReceipts } from "../reading/receipts";
import type { createEmitter } from "../state/emitter";
import type { Store } from "../state/store";
import type { createListChanges } from "../sync/list-changes";
import type { createReminders } from "../sync/reminders";
import type { createSaved } from "../sync/saved";
import type { SyncedRooms } from "../sync/synced-rooms";
import { isOlder, isStale } from "../sync/workspace";
import type { createQuotes } from "../timeline/quotes";
import type { Uploads } from "../uploads/uploads";
import type { createOwnAccount } from "./own-account";

export type FrameRouterDeps = {
  account: ReturnType<typeof createOwnAccount>;
  rooms: SyncedRooms;
  outbox: Outbox;
  uploads: Pick<Uploads, "dropLost">;
  drafts: Drafts;
  saved: ReturnType<typeof createSaved>;
  reminders: ReturnType<typeof createReminders>;
  listChanges: ReturnType<typeof createListChanges>;
  reading: Reading;
  deliveredMarks: ReturnType<typeof createDeliveredMarks>;
  receipts: ReturnType<typeof createReceipts>;
  people: ReturnType<typeof createPeople>;
  openRooms: ReturnType<typeof createOpenRooms>;
  linkCards: Store<boolean, boolean>;
  notificationSettings: Store<NotificationSettingsView | null, NotificationSettingsView>;
  presence: Store<Presences, PresenceAction>;
  presenceReader: ReturnType<typeof createPresenceReader>;
  typing: TypingWatch;
  away: ReturnType<typeof createAway>;
  quotes: ReturnType<typeof createQuotes>;
  heard: ReturnType<typeof createEmitter<readonly WireMessage[]>>;
  cache: ReturnType<typeof createCacheWriter>;
  /** Called after every subsystem has handled a new connection. */
  onReady: () => void;
};

/** Passes frames on to lists that only some pages load. */
const listListeners = ({ emoji, activity, confirmations, votes }: FrameRouterDeps["listChanges"]) =>
  ({
    emoji: ({ item }) => emoji.emit(item),
    activity: ({ item }) => activity.emit(item),
    confirmation: confirmations.emit,
    poll_vote: votes.emit,
  }) satisfies Partial<Listeners>;

/** Passes frames and sync answers to the subsystems they concern. */
export class FrameRouter {
  readonly #deps: FrameRouterDeps;

  constructor(deps: FrameRouterDeps) {
    this.#deps = deps;
  }

  get listeners(): Listeners {
    const { account, rooms, openRooms, linkCards, drafts, saved, reminders } = this.#deps;
    const { listChanges, receipts, typing, presence } = this.#deps;
    const onDraft = ({ draft, userRev }: ServerFrames["draft"]) => {
      drafts.onDraft(draft);
      this.#noteOwnRev(userRev);
    };
    return {
      ready: (frame) => this.#applyReady(frame),
      messages: (frame) => this.#applyMessages(frame),
      heads: (frame) => void rooms.onHeads(frame),
      room: (frame) => this.#applyRoom(frame),
      room_gone: ({ roomId }) => this.#loseRoom(roomId),
      thread: ({ userRev, ...state }) => {
        listChanges.threads.emit(state);
        this.#noteThreadRead(userRev);
      },
      threads_read: ({ roomId, userRev }) => {
        listChanges.threads.emit({ readIn: roomId });
        this.#noteThreadRead(userRev);
      },
      room_closed: ({ roomId }) => openRooms.drop(roomId),
      workspace: (settings) => linkCards.dispatch(settings.linkCards),
      folders: ({ items: folders, userRev }) => {
        rooms.workspace.dispatch({ type: "folders", folders });
        this.#noteOwnRev(userRev);
      },
      notification_settings: ({ settings, userRev }) => {
        rooms.workspace.dispatch({ type: "level", level: settings.level });
        this.#deps.notificationSettings.dispatch(settings);
        this.#noteOwnRev(userRev);
      },
      draft: onDraft,
      thread_draft: onDraft,
      saved: ({ userRev, ...mark }) => {
        saved.onSaved(mark);
        this.#noteOwnRev(userRev);
      },
      reminder: ({ userRev, ...head }) => {
        reminders.onReminder(head);
        this.#noteOwnRev(userRev);
      },
      scheduled: ({ userRev, ...change }) => {
        listChanges.scheduled.emit(change);
        this.#noteOwnRev(userRev);
      },
      ...listListeners(listChanges),
      typing: (frame) => typing.apply(frame),
      thread_typing: (frame) => typing.apply(frame),
      read: receipts.applyRead,
      delivered: receipts.applyDelivered,
      user_status: (frame) => {
        presence.dispatch({ type: "told", ...frame });
        // Another device may have changed more than the status, such as the quiet hours.
        if (frame.userId === account.id) void account.refresh();
      },
    };
  }

  /** Applies a page of a sync, after rooms and feeds have applied it. */
  applySync(answer: SyncView) {
    const { drafts, saved, reminders, quotes, heard, cache } = this.#deps;
    if (answer.drafts) {
      drafts.onHeads([...answer.drafts, ...(answer.threadDrafts ?? [])], answer.userRev);
      saved.refresh();
      reminders.refresh();
      this.#deps.listChanges.scheduled.emit(null);
    }
    for (const { items } of answer.rooms) {
      this.#confirm(items);
      quotes.onChanged(items.map(wholeMessage));
      heard.emit(items);
    }
    if (answer.lost.length === 0) return;
    this.#deps.uploads.dropLost((roomId) => answer.lost.includes(roomId));
    cache.flush();
  }

  #applyReady({ user, rooms: heads, userRev, workspace }: ServerFrames["ready"]) {
    const { account, rooms, openRooms, linkCards, outbox, drafts, reading } = this.#deps;
    const { receipts, away, presenceReader, cache, listChanges } = this.#deps;
    rooms.onReady(heads, userRev);
    reading.resume();
    outbox.wake();
    drafts.resume();
    account.dispatch(user);
    linkCards.dispatch(workspace.linkCards);
    openRooms.refresh();
    const { activity, emoji, threads, confirmations, votes } = listChanges;
    for (const change of [activity, emoji, threads, confirmations, votes]) change.emit(null);
    receipts.reset();
    this.#resumeDeliveredMarks();
    away.resume();
    void presenceReader.readAll();
    this.#deps.uploads.dropLost((roomId) => !(heads[roomId] || rooms.workspace.get().rooms[roomId]));
    cache.keepOnly(Object.keys(heads));
    this.#deps.onReady();
  }

  /** Unread messages have arrived on this device with the room's head. */
  #resumeDeliveredMarks() {
    const { rooms, deliveredMarks } = this.#deps;
    for (const { id, seq, unreadCount } of Object.values(rooms.workspace.get().rooms))
      if (unreadCount > 0) deliveredMarks.move(id, seq);
    deliveredMarks.resume();
  }

  #applyMessages(frame: MessagesFrame) {
    const { rooms, reading, people, quotes, heard } = this.#deps;
    const { roomId, items } = frame;
    reading.whileReading(roomId, () => rooms.onMessages(frame, reading.isLookingAt(roomId)));
    this.#confirm(items);
    people.learn(items.map(({ sender }) => sender));
    quotes.onChanged(items.map(wholeMessage));
    heard.emit(items);
    for (const item of items) this.#noteSender(roomId, item);
  }

  /** A person's message ends their typing, and has arrived on this device. */
  #noteSender(roomId: string, message: WireMessage) {
    const { account, typing, deliveredMarks } = this.#deps;
    if (!isFromOthers(message, account.id)) return;
    const { sender, threadId } = message;
    typing.apply({ roomId, threadId, userId: sender.id, isTyping: false });
    deliveredMarks.move(roomId, message.seq);
  }

  #applyRoom({ room, userRev }: ServerFrames["room"]) {
    const { rooms } = this.#deps;
    const workspace = rooms.workspace.get();
    if (isStale(workspace, room, userRev)) return;
    const isWhole = !isOlder(workspace, room);
    rooms.applyRoom(room);
    if (isWhole) this.#noteOwnRev(userRev);
  }

  #loseRoom(roomId: string) {
    this.#deps.rooms.removeRoom(roomId);
    this.#deps.uploads.dropLost((lost) => lost === roomId);
    this.#deps.cache.flush();
  }

  /** Confirms the reader's own messages to the outbox, so that they are not sent again. */
  #confirm(items: readonly (MessageReceipt & { sender: { id: string } })[]) {
    const { outbox, account } = this.#deps;
    outbox.confirm(items.filter(({ sender }) => sender.id === account.id));
  }

  /** Threads that were read take lines of Activity with them. */
  #noteThreadRead(userRev: number | undefined) {
    if (userRev !== undefined) this.#deps.listChanges.activity.emit(null);
    this.#noteOwnRev(userRev);
  }

  #noteOwnRev(userRev: number | undefined) {
    if (userRev !== undefined) this.#deps.rooms.workspace.dispatch({ type: "own", userRev });
  }
}
