import type { Refusal } from "@/lib/shared/errors";
import type { WireMessage } from "@/lib/shared/live";
import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { FolderView, MessagePage, MyRoomView } from "@/lib/shared/views";
import { createCacheWriter } from "../cache/cache-writer";
import type { InitialState } from "../cache/initial-state";
import { connectLive } from "../connection/live";
import type { Live, LiveStatus } from "../connection/live-connection";
import { callBy } from "../connection/send-command";
import { joinTabs } from "../connection/tabs";
import { Drafts } from "../drafts/drafts";
import { createOpenRooms } from "../names/open-rooms";
import { createPeople } from "../names/people";
import { createDeleting } from "../outbox/deleting";
import { Outbox } from "../outbox/outbox";
import { createOutboxStore } from "../outbox/outbox-store";
import { lineOf, messageFrame, type PendingAction } from "../outbox/pending";
import { keepAwayPage } from "../page/away-page";
import { createAway } from "../presence/away";
import { type Presences, reducePresence } from "../presence/presence";
import { createPresenceReader } from "../presence/presence-reader";
import { createTypingSignal } from "../presence/typing-signal";
import { TypingWatch } from "../presence/typing-watch";
import { createDeliveredMarks } from "../reading/delivered-marks";
import { Reading } from "../reading/reading";
import { createReceipts } from "../reading/receipts";
import { createEmitter } from "../state/emitter";
import { createStore } from "../state/store";
import { rememberUser, wipeLocalData } from "../storage/local-data";
import { outboxName } from "../storage/names";
import { createListChanges } from "../sync/list-changes";
import { createReminders } from "../sync/reminders";
import { roomsToKeep } from "../sync/room-counts";
import { createSaved } from "../sync/saved";
import { SyncedRooms } from "../sync/synced-rooms";
import type { FeedStore } from "../timeline/feed-pages";
import { type PendingReactions, reducePendingReactions } from "../timeline/pending-reactions";
import { createQuotes } from "../timeline/quotes";
import { readSeqs } from "../timeline/seqs";
import { Uploads } from "../uploads/uploads";
import { FrameRouter } from "./frame-router";
import { createNotificationSettings, createOwnAccount } from "./own-account";
import { createOwnMessages } from "./own-messages";
import { readAccount, readOpenRooms, readPresence, readRoom, readUser } from "./requests";

/**
 * The live state of one tab: rooms, messages of visited rooms, and the socket. `Chat` creates the subsystems and
 * connects them; each does its work in its own file.
 */
export class Chat {
  readonly account;
  readonly ownAccount;
  readonly workspace;
  readonly outbox;
  readonly uploads;
  readonly drafts;
  readonly ownMessages;
  readonly typing;
  readonly reading;
  readonly status = createStore<LiveStatus, LiveStatus>((_, next) => next, "connecting");
  /** True from a lost connection until missed changes are loaded. Nobody has seen what arrives in that time. */
  readonly isCatchingUp = createStore((_: boolean, next: boolean) => next, false);
  /** The last refusal of a request that nothing waits for any more. */
  readonly refused = createStore((_: Refusal | null, next: Refusal | null) => next, null);
  readonly presence = createStore(reducePresence, {} as Presences);
  readonly reacting = createStore(reducePendingReactions, {} as PendingReactions);
  readonly receipts = createReceipts();
  readonly people = createPeople(readUser);
  readonly openRooms = createOpenRooms(readOpenRooms);
  readonly linkCards;
  /** My notification settings, once they are known here. */
  readonly notificationSettings = createNotificationSettings();
  readonly quotes = createQuotes(readSeqs);
  readonly saved = createSaved();
  readonly reminders = createReminders();
  /** Changes of my scheduled messages and my Activity. */
  readonly listChanges = createListChanges();
  /** New and changed messages, for lists that contain some of them. */
  readonly messageChanges = createEmitter<readonly WireMessage[]>();
  /** The messages being deleted; see deletions-of.ts. */
  readonly deleting = createDeleting();

  /** Sends a command: by the socket, which keeps its order, or as a request that outlives the page. */
  readonly call = callBy(() => this.#live);
  readonly #isReady = () => this.#live?.isReady() ?? false;

  readonly jumpToNewest = (key: TimelineKey) => this.#feeds.jumpToNewest(key);
  readonly away = createAway((isAway) => void this.call("away", { isAway }));
  readonly typingSignal = createTypingSignal({
    isReady: this.#isReady,
    send: (key, isTyping) =>
      void this.call("typing", { roomId: roomOf(key), threadId: rootOf(key), isTyping }),
    now: Date.now,
  });
  readonly #deliveredMarks = createDeliveredMarks({
    isReady: this.#isReady,
    isRead: (roomId, seq) => (this.#myRooms()[roomId]?.lastReadSeq ?? 0) >= seq,
    tell: (roomId, lastDeliveredSeq) => void this.call("delivered", { roomId, lastDeliveredSeq }),
  });
  readonly #presenceReader = createPresenceReader({
    store: this.presence,
    rooms: () => this.#myRooms(),
    read: readPresence,
  });

  /** Called when the chat ends, but not at a log-out; see send-held.ts. */
  onEnd: (() => void) | null = null;
  readonly #initialState: InitialState;
  readonly #myRooms = () => this.workspace.get().rooms;
  readonly #rooms;
  readonly #feeds;
  readonly #cache;
  readonly #router: FrameRouter;
  #live: Live | null = null;

  constructor(beginning: InitialState) {
    const { account, sidebar } = beginning;
    this.#initialState = beginning;
    this.account = account;
    this.linkCards = createStore((_: boolean, next: boolean) => next, beginning.linkCards ?? true);
    this.ownAccount = createOwnAccount(account, readAccount);
    this.#rooms = new SyncedRooms({
      userId: account.id,
      sidebar,
      call: this.call,
      readRoom,
      onSynced: (answer) => this.#router.applySync(answer),
    });
    this.workspace = this.#rooms.workspace;
    this.#feeds = this.#rooms.feeds;
    this.#feeds.onPage = ({ people }) => this.people.prime(people);
    this.drafts = new Drafts({
      userId: account.id,
      heads: sidebar.drafts,
      asOf: sidebar.userRev ?? 0,
      roomIds: () => Object.keys(this.#myRooms()),
    });
    this.reading = new Reading({
      workspace: this.workspace,
      isReady: this.#isReady,
      call: this.call,
    });
    this.typing = new TypingWatch({ me: account.id, meet: (userId) => void this.people.load(userId) });
    const outboxStore = createOutboxStore(account.id);
    this.uploads = new Uploads({ userId: account.id, waitingMessages: outboxStore.all });
    this.outbox = new Outbox({
      store: outboxStore,
      files: this.uploads,
      join: (onNews) => joinTabs(outboxName(account.id), onNews),
      isReady: this.#isReady,
      send: (message, attachmentIds) => this.call("message", messageFrame(message, attachmentIds)),
      onNews: (roomId, action) => this.#applyPending(roomId, action),
    });
    this.ownMessages = createOwnMessages(this);
    this.#cache = createCacheWriter(account.id, () => this.#snapshot());
    this.#router = this.#createRouter();
    this.uploads.store.subscribe(() => this.outbox.onFilesChanged());
    this.workspace.subscribe(this.#cache.touch);
    this.workspace.subscribe(() => {
      if (this.#isReady()) this.#presenceReader.onRoomsChanged();
      this.#noteCaughtUp();
    });
  }

  /** Connects. Returns a function that disconnects. */
  start(): () => void {
    this.#live = connectLive(this.#router.listeners, (status) => this.#onStatus(status));
    this.uploads.start();
    this.outbox.start();
    this.#cache.start();
    this.drafts.start();
    this.reading.start();
    this.away.start();
    this.typing.start();
    void rememberUser(this.account.id);
    return () => {
      this.onEnd?.();
      this.#stop();
    };
  }

  /** Stops, and wipes this person's data from the browser. */
  async wipe(): Promise<void> {
    this.#cache.drop();
    this.#stop();
    await wipeLocalData();
  }

  /**
   * Opens the feed of a line with a page as of `rev`. Safe during rendering: it changes no store that others subscribe to.
   */
  open(key: TimelineKey, rev: number, page: MessagePage, hasReplies = false): FeedStore {
    const feed = this.#rooms.openFeed(key, rev, page, hasReplies);
    for (const kept of this.outbox.of(roomOf(key))) {
      if (lineOf(kept) !== key) continue;
      const { clientId, refusal } = kept;
      feed.dispatch({ type: "typed", message: kept });
      if (refusal) feed.dispatch({ type: "refused", clientId, refusal });
    }
    this.#cache.touch();
    return feed;
  }

  /** The feed of a line that this tab has. */
  readonly feedOf = (key: TimelineKey) => this.#feeds.get(key);

  /** The line is on the screen. Returns a function that ends this. */
  show(key: TimelineKey): () => void {
    this.#rooms.show(key);
    return () => this.#feeds.leave(key);
  }

  /** Applies a room I am in, or my changed state in it. */
  readonly applyRoom = (room: MyRoomView) => this.#rooms.applyRoom(room);

  /** Sets my folders: after a change on another device, or before the server confirms one made here. */
  readonly setFolders = (folders: readonly FolderView[]) =>
    this.workspace.dispatch({ type: "folders", folders });

  #stop() {
    this.#live?.close();
    this.#live = null;
    this.away.stop();
    this.#deliveredMarks.stop();
    this.#presenceReader.stop();
    this.typing.stop();
    this.#rooms.stop();
    this.uploads.stop();
    this.outbox.stop();
    this.drafts.stop();
    this.reading.stop();
    this.#cache.stop();
  }

  #createRouter() {
    return new FrameRouter({
      account: this.ownAccount,
      rooms: this.#rooms,
      outbox: this.outbox,
      uploads: this.uploads,
      drafts: this.drafts,
      saved: this.saved,
      reminders: this.reminders,
      listChanges: this.listChanges,
      reading: this.reading,
      deliveredMarks: this.#deliveredMarks,
      receipts: this.receipts,
      people: this.people,
      openRooms: this.openRooms,
      linkCards: this.linkCards,
      notificationSettings: this.notificationSettings,
      presence: this.presence,
      presenceReader: this.#presenceReader,
      typing: this.typing,
      away: this.away,
      quotes: this.quotes,
      heard: this.messageChanges,
      cache: this.#cache,
      onReady: () => {
        void keepAwayPage();
        this.#noteCaughtUp();
      },
    });
  }

  #onStatus(status: LiveStatus) {
    this.status.dispatch(status);
    if (status === "ended") void this.wipe();
    else if (status !== "live") this.outbox.wake();
    else this.uploads.wake();
    if (status === "reconnecting" || status === "offline") this.isCatchingUp.dispatch(true);
  }

  #noteCaughtUp() {
    if (this.#isReady() && !this.workspace.get().isBehind) this.isCatchingUp.dispatch(false);
  }

  #snapshot() {
    const { account, workspace, formatLocale } = this.#initialState;
    const { userRev, folders } = this.workspace.get();
    const drafts = this.drafts.heads();
    const start = userRev === null ? null : { account, workspace, formatLocale, userRev, folders, drafts };
    return { start, rooms: roomsToKeep(this.workspace.get()), feeds: this.#feeds.all() };
  }

  /** Applies a change of a pending message, from this tab or another. */
  #applyPending(roomId: string, action: PendingAction) {
    for (const [key, feed] of this.#feeds.of(roomId))
      if (action.type !== "typed" || lineOf(action.message) === key) feed.dispatch(action);
    if (action.type === "answered" && action.message) {
      this.#feeds.onHead(roomId, action.message.rev);
      this.uploads.forget(action.message.clientId);
    }
    this.#rooms.waitForMissingFrames();
  }
}
