import type { LiveAnswer, MessagesFrame, ServerFrames } from "@/lib/shared/live";
import type {
  AccountView,
  FolderView,
  MessagePage,
  MessageReceipt,
  MyRoomView,
  SyncView,
} from "@/lib/shared/views";
import { createCacheWriter } from "../cache/cache-writer";
import type { InitialState } from "../cache/initial-state";
import { newClientId } from "../connection/client-id";
import { connectLive } from "../connection/live";
import type { Live, LiveStatus } from "../connection/live-connection";
import { getJson, sendJson } from "../connection/rest";
import { joinTabs } from "../connection/tabs";
import { Drafts } from "../drafts/drafts";
import { Outbox, type OutboxNews } from "../outbox/outbox";
import { createOutboxStore } from "../outbox/outbox-store";
import { type Draft, messageFrame, type PendingAction } from "../outbox/pending";
import { keepAwayPage } from "../page/away-page";
import { createReadMarks } from "../reading/read-marks";
import { createStore, type Store } from "../state/store";
import { rememberUser, wipeLocalData } from "../storage/local-data";
import { outboxName } from "../storage/names";
import { roomsToKeep } from "../sync/room-counts";
import { createSaved } from "../sync/saved";
import { SyncedRooms } from "../sync/synced-rooms";
import { isOlder, isStale, type WorkspaceAction } from "../sync/workspace";
import type { Workspace } from "../sync/workspace-state";
import type { FeedStore } from "../timeline/feed-pages";
import { Around } from "./around";

/** Everything live in one tab: the rooms, the messages of the visited ones, and the one socket that moves them. */
export class Chat {
  readonly account: AccountView;
  readonly workspace: Store<Workspace, WorkspaceAction>;
  readonly status = createStore<LiveStatus, LiveStatus>((_, next) => next, "connecting");
  /** From a lost connection until what was missed is here: what comes then, nobody has seen coming. */
  readonly isCatchingUp = createStore((_: boolean, next: boolean) => next, false);
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly saved = createSaved();
  readonly #beginning: InitialState;
  readonly #rooms: SyncedRooms;
  readonly #feeds: SyncedRooms["feeds"];
  #live: Live | null = null;
  #inView: string | null = null;

  /** Asks the server a word of the live vocabulary: its answer, or null where nobody knows whether it was heard. */
  readonly ask: Live["ask"] = async (name, frame) => (await this.#live?.ask(name, frame)) ?? null;
  readonly #isReady = () => this.#live?.isReady() ?? false;

  readonly #cache: ReturnType<typeof createCacheWriter>;

  readonly #readMarks = createReadMarks({
    isReady: this.#isReady,
    tell: (roomId, lastReadSeq, force) => this.ask("read", { roomId, lastReadSeq, force }),
    tellLeaving: (roomId, lastReadSeq, force) =>
      void sendJson("POST", `/api/v1/rooms/${roomId}/read`, {
        body: { lastReadSeq, force },
        isLeaving: true,
      }),
    onKept: (roomId, seq) => this.workspace.dispatch({ type: "read-kept", roomId, seq }),
  });

  /** What goes on around the messages: who types, who is there, how far others have read. */
  readonly around: Around;

  constructor(beginning: InitialState) {
    const { account, sidebar } = beginning;
    this.#beginning = beginning;
    this.account = account;
    this.#rooms = new SyncedRooms({
      userId: account.id,
      sidebar,
      ask: this.ask,
      readRoom: (roomId) => getJson<MyRoomView>(`/api/v1/rooms/${roomId}`),
      onSynced: (answer) => this.#takeSync(answer),
    });
    this.workspace = this.#rooms.workspace;
    this.#feeds = this.#rooms.feeds;
    this.drafts = new Drafts({
      userId: account.id,
      heads: sidebar.drafts,
      asOf: sidebar.userRev ?? 0,
      roomIds: () => Object.keys(this.workspace.get().rooms),
    });
    this.#cache = createCacheWriter(account.id, () => this.#snapshot());
    this.workspace.subscribe(this.#cache.touch);
    this.around = new Around({
      account,
      ask: this.ask,
      isReady: this.#isReady,
      rooms: () => this.workspace.get().rooms,
    });
    this.workspace.subscribe(() => {
      this.around.meetPeople();
      this.#noteCaughtUp();
    });
    this.outbox = new Outbox({
      store: createOutboxStore(account.id),
      join: (onNews) => joinTabs<OutboxNews>(outboxName(account.id), onNews),
      isReady: this.#isReady,
      ask: (draft) => this.ask("message", messageFrame(draft)),
      onNews: (roomId, action) => this.#takePending(roomId, action),
    });
  }

  /** Connects; the answer ends the connection. */
  start(): () => void {
    this.#live = connectLive(
      {
        ready: (frame) => this.#takeReady(frame),
        messages: (frame) => this.#takeFrame(frame),
        heads: (frame) => void this.#rooms.onHeads(frame),
        room: ({ room, userRev }) => {
          if (isStale(this.workspace.get(), room, userRev)) return;
          const isWhole = !isOlder(this.workspace.get(), room);
          this.meet(room);
          if (isWhole) this.#hearOwn(userRev);
        },
        room_gone: ({ roomId }) => this.#lose(roomId),
        folders: ({ items, userRev }) => {
          this.arrange(items);
          this.#hearOwn(userRev);
        },
        draft: ({ draft, userRev }) => {
          this.drafts.onDraft(draft);
          this.#hearOwn(userRev);
        },
        saved: ({ userRev, ...news }) => {
          this.saved.onSaved(news);
          this.#hearOwn(userRev);
        },
        ...this.around.listeners,
      },
      (status) => this.#moveTo(status),
    );
    this.outbox.start();
    this.#cache.start();
    this.drafts.start();
    this.#readMarks.start();
    this.around.start();
    void rememberUser(this.account.id);
    return () => this.#stop();
  }

  /** Logging out: stops, and leaves nothing of this person in the browser. */
  async forget(): Promise<void> {
    this.#cache.drop();
    this.#stop();
    await wipeLocalData();
  }

  /** The live messages of a room. May be called while rendering: it moves no store that others subscribe to. */
  open(room: MyRoomView, page: MessagePage): FeedStore {
    const feed = this.#feeds.open(room.id, room.rev, page);
    feed.dispatch({ type: "heard", rev: this.workspace.get().rooms[room.id]?.rev ?? 0 });
    for (const kept of this.outbox.of(room.id)) {
      const { clientId, refusal } = kept;
      feed.dispatch({ type: "typed", draft: kept });
      if (refusal) feed.dispatch({ type: "refused", clientId, refusal });
    }
    this.#cache.touch();
    return feed;
  }

  /** A room is on the screen; the answer says that it has left it. */
  show(roomId: string): () => void {
    this.#feeds.show(roomId);
    return () => this.#feeds.leave(roomId);
  }

  /** A room that one is in, or another state of one's own in it. */
  meet(room: MyRoomView) {
    this.#rooms.applyRoom(room);
  }

  #hearOwn(userRev: number | undefined) {
    if (userRev !== undefined) this.workspace.dispatch({ type: "own", userRev });
  }

  /** My folders as they are now, or are about to be: another device's news, or what was just done here. */
  arrange(folders: readonly FolderView[]) {
    this.workspace.dispatch({ type: "folders", folders });
  }

  /** Sends, whenever that is possible; the answer is there once the message is kept here. */
  send(roomId: string, text: string, replyTo: Draft["replyTo"] = null): Promise<void> {
    const createdAt = new Date().toISOString();
    return this.outbox.push({ clientId: newClientId(), roomId, text, createdAt, replyTo });
  }

  /** Takes a refused message back into the room's draft, in which nothing is typed, to be changed and sent anew. */
  takeBack({ clientId, roomId, text, replyTo }: Draft) {
    this.drafts.type(roomId, text);
    if (replyTo) this.drafts.reply(roomId, replyTo);
    this.outbox.discard(clientId);
  }

  jumpToNewest(roomId: string) {
    this.#feeds.jumpToNewest(roomId);
  }

  /** Somebody has read up to a message. What is known to be read costs nothing more. */
  read(roomId: string, seq: number) {
    const room = this.workspace.get().rooms[roomId];
    if (room && room.lastReadSeq >= seq && room.unreadCount === 0) return;
    this.workspace.dispatch({ type: "read", roomId, seq });
    this.#readMarks.move(roomId, seq);
  }

  /** A room is as read as it was before: at once here, and on the server when it can be told. */
  unread(before: MyRoomView) {
    this.workspace.dispatch({ type: "taken-back", room: before });
    void this.#readMarks.takeBack(before.id, before.lastReadSeq);
  }

  /** A room is read up to `seq` only; the server's answer, or null while there is no connection: it is told later. */
  unreadFrom(roomId: string, seq: number): Promise<LiveAnswer | null> {
    this.workspace.dispatch({ type: "unread", roomId });
    return this.#readMarks.takeBack(roomId, seq);
  }

  /** The room whose end somebody is looking at: what comes there is read as it comes. */
  look(roomId: string | null) {
    this.#inView = roomId;
  }

  /** Whether somebody is looking at the end of a room, in this tab and now. */
  isLookingAt(roomId: string): boolean {
    return this.#inView === roomId;
  }

  #stop() {
    this.#live?.close();
    this.#live = null;
    this.around.stop();
    this.#rooms.stop();
    this.outbox.stop();
    this.drafts.stop();
    this.#readMarks.stop();
    this.#cache.stop();
  }

  #moveTo(status: LiveStatus) {
    this.status.dispatch(status);
    if (status === "ended") void this.forget();
    else if (status !== "live") this.outbox.wake();
    if (status === "reconnecting" || status === "offline") this.isCatchingUp.dispatch(true);
  }

  #noteCaughtUp() {
    if (this.#isReady() && !this.workspace.get().isBehind) this.isCatchingUp.dispatch(false);
  }

  #snapshot() {
    const { account, workspace, formatLocale } = this.#beginning;
    const { userRev, folders } = this.workspace.get();
    const drafts = this.drafts.heads();
    const start = userRev === null ? null : { account, workspace, formatLocale, userRev, folders, drafts };
    return { start, rooms: roomsToKeep(this.workspace.get()), feeds: this.#feeds.all() };
  }

  /** What became of a message of one's own, in this tab or another. */
  #takePending(roomId: string, action: PendingAction) {
    const feed = this.#feeds.get(roomId);
    feed?.dispatch(action);
    if (action.type === "answered" && action.message)
      feed?.dispatch({ type: "heard", rev: action.message.rev });
    this.#rooms.waitForMissingFrames();
  }

  #confirm(items: readonly (MessageReceipt & { sender: { id: string } })[]) {
    this.outbox.confirm(items.filter(({ sender }) => sender.id === this.account.id));
  }

  #takeReady({ user, rooms, userRev }: ServerFrames["ready"]) {
    this.#rooms.onReady(rooms, userRev);
    this.#readMarks.resume();
    this.outbox.wake();
    this.drafts.resume();
    this.around.resume(user);
    void keepAwayPage();
    this.#cache.keepOnly(Object.keys(rooms));
    this.#noteCaughtUp();
  }

  #takeFrame(frame: MessagesFrame) {
    const readSeq = () => this.workspace.get().rooms[frame.roomId]?.lastReadSeq ?? 0;
    const before = readSeq();
    this.#rooms.onMessages(frame, this.isLookingAt(frame.roomId));
    // What comes while somebody looks is read in this tab already, but the server must hear of it too.
    if (readSeq() > before) this.#readMarks.move(frame.roomId, readSeq());
    this.#confirm(frame.items);
    this.around.take(frame);
  }

  #takeSync(answer: SyncView) {
    if (answer.drafts) this.#takeOwn(answer.drafts, answer.userRev);
    for (const { items } of answer.rooms) {
      this.#confirm(items);
      this.around.takeMissed(items);
    }
    if (answer.lost.length > 0) this.#cache.flush();
  }

  /** Something of mine has changed while I was not connected. */
  #takeOwn(drafts: NonNullable<SyncView["drafts"]>, asOf: number) {
    this.drafts.onHeads(drafts, asOf);
    this.saved.refresh();
  }

  #lose(roomId: string) {
    this.#rooms.removeRoom(roomId);
    this.#cache.flush();
  }
}
