import { LIMITS } from "@/lib/shared/limits";
import type { MessagesFrame, ServerFrames } from "@/lib/shared/live";
import type { AccountView, FolderView, MessagePage, MyRoomView, SyncView } from "@/lib/shared/views";
import { createCatchUp } from "./catch-up";
import { newClientId } from "./client-id";
import { digestOf } from "./digest";
import type { FeedStore } from "./feed-pages";
import { connectLive, type Live, type LiveStatus } from "./live";
import { createOutbox } from "./outbox";
import { createReadMarks } from "./read-marks";
import { RoomFeeds } from "./room-feeds";
import { createStore, type Store } from "./store";
import {
  isWaitingForFrames,
  reduceWorkspace,
  type Sidebar,
  startWorkspace,
  type Workspace,
  type WorkspaceAction,
} from "./workspace";

/** Everything live in one tab: the rooms, the messages of the visited ones, and the one socket that moves them. */
export class Chat {
  readonly account: AccountView;
  readonly workspace: Store<Workspace, WorkspaceAction>;
  readonly status = createStore<LiveStatus, LiveStatus>((_, next) => next, "connecting");
  readonly #feeds = new RoomFeeds();
  #live: Live | null = null;
  #inView: string | null = null;
  #holding: ReturnType<typeof setTimeout> | undefined;

  readonly #ask: Live["ask"] = async (name, frame) => (await this.#live?.ask(name, frame)) ?? null;
  readonly #isReady = () => this.#live?.isReady() ?? false;

  readonly #outbox = createOutbox({
    isReady: this.#isReady,
    ask: ({ roomId, text, clientId }) => this.#ask("message", { roomId, text, clientId }),
    onAnswered: ({ roomId, clientId }, message) => {
      const feed = this.#feeds.get(roomId);
      feed?.dispatch({ type: "answered", clientId, message });
      if (message) feed?.dispatch({ type: "heard", rev: message.rev });
      this.#waitForMissing();
    },
    onRefused: ({ roomId, clientId }, refusal) =>
      this.#feeds.get(roomId)?.dispatch({ type: "refused", clientId, refusal }),
  });

  readonly #readMarks = createReadMarks({
    isReady: this.#isReady,
    tell: (roomId, lastReadSeq) => this.#ask("read", { roomId, lastReadSeq }),
    onKept: (roomId, seq) => this.workspace.dispatch({ type: "read-kept", roomId, seq }),
  });

  readonly #catchUp = createCatchUp({
    begin: () => {
      const feeds = this.#feeds.known();
      return { feeds, frame: { userRev: this.workspace.get().userRev ?? undefined, rooms: this.#revs() } };
    },
    ask: (frame) => this.#ask("sync", frame),
    onPage: (answer) => this.#takeSync(answer),
    onWhole: ({ feeds }, told) => {
      this.workspace.dispatch({ type: "caught-up" });
      this.#feeds.settle(feeds, told);
      this.#waitForMissing();
    },
  });

  constructor(account: AccountView, sidebar: Sidebar) {
    this.account = account;
    this.workspace = createStore(reduceWorkspace, startWorkspace(account.id, sidebar));
  }

  /** Connects; the answer ends the connection. */
  start(): () => void {
    this.#live = connectLive(
      {
        ready: (frame) => this.#takeReady(frame),
        messages: (frame) => this.#takeFrame(frame),
        heads: (frame) => void this.#takeHeads(frame),
        room: ({ room }) => this.meet(room),
        room_gone: ({ roomId }) => this.#lose(roomId),
        folders: ({ items }) => this.arrange(items),
      },
      this.status.dispatch,
    );
    return () => this.#stop();
  }

  /** The live messages of a room. May be called while rendering: it moves no store that others subscribe to. */
  open(room: MyRoomView, page: MessagePage): FeedStore {
    const feed = this.#feeds.open(room.id, room.rev, page);
    feed.dispatch({ type: "heard", rev: this.workspace.get().rooms[room.id]?.rev ?? 0 });
    return feed;
  }

  /** A room that one is in, or another state of one's own in it. */
  meet(room: MyRoomView) {
    this.workspace.dispatch({ type: "room", room });
    this.#feeds.get(room.id)?.dispatch({ type: "heard", rev: room.rev });
    this.#waitForMissing();
  }

  /** My folders as they are now, or are about to be: another device's news, or what was just done here. */
  arrange(folders: readonly FolderView[]) {
    this.workspace.dispatch({ type: "folders", folders });
  }

  send(roomId: string, text: string) {
    const draft = { clientId: newClientId(), roomId, text, createdAt: new Date().toISOString() };
    this.#feeds.get(roomId)?.dispatch({ type: "typed", draft });
    this.#outbox.push(draft);
  }

  retry(roomId: string, clientId: string) {
    const feed = this.#feeds.get(roomId);
    const draft = feed?.get().pending.find((each) => each.clientId === clientId);
    if (!draft) return;
    feed?.dispatch({ type: "retried", clientId });
    this.#outbox.push(draft);
  }

  discard(roomId: string, clientId: string) {
    this.#feeds.get(roomId)?.dispatch({ type: "discarded", clientId });
  }

  read(roomId: string, seq: number) {
    this.workspace.dispatch({ type: "read", roomId, seq });
    this.#readMarks.move(roomId, seq);
  }

  /** The room whose end somebody is looking at: what comes there is read as it comes. */
  look(roomId: string | null) {
    this.#inView = roomId;
  }

  #stop() {
    this.#live?.close();
    this.#live = null;
    clearTimeout(this.#holding);
    this.#holding = undefined;
    this.#catchUp.stop();
    this.#outbox.stop();
    this.#readMarks.stop();
  }

  #takeReady({ rooms, userRev }: ServerFrames["ready"]) {
    this.workspace.dispatch({ type: "ready", rooms, userRev });
    this.#feeds.meet(rooms);
    this.#catchUpIfBehind();
    this.#readMarks.resume();
    this.#outbox.resume();
  }

  #takeFrame(frame: MessagesFrame) {
    this.workspace.dispatch({ type: "frame", frame, isInView: this.#inView === frame.roomId });
    this.#feeds.take(frame);
    this.#waitForMissing();
  }

  async #takeHeads({ digest, userRev }: ServerFrames["heads"]) {
    const isSame = userRev === this.workspace.get().userRev && digest === (await digestOf(this.#revs()));
    if (isSame) return;
    this.workspace.dispatch({ type: "foreign-digest" });
    this.#catchUpIfBehind();
  }

  #takeSync(answer: SyncView) {
    this.workspace.dispatch({ type: "synced", answer });
    this.#feeds.takeSync(answer);
  }

  #lose(roomId: string) {
    this.#feeds.close(roomId);
    this.workspace.dispatch({ type: "gone", roomId });
  }

  /** An open room counts as known only as far as its messages are here, whatever its head says. */
  #revs(): Record<string, number> {
    const feeds = this.#feeds.known();
    const rooms = Object.values(this.workspace.get().rooms);
    return Object.fromEntries(rooms.map(({ id, rev }) => [id, Math.min(rev, feeds.get(id)?.rev ?? rev)]));
  }

  /** What came too early is held a moment: the missing frame mostly follows. If not, the rows are asked. */
  #waitForMissing() {
    const isMissing = isWaitingForFrames(this.workspace.get()) || this.#feeds.isAnyWaiting();
    if (this.#holding !== undefined || !isMissing) return;
    this.#holding = setTimeout(() => {
      this.#holding = undefined;
      this.workspace.dispatch({ type: "waited" });
      this.#feeds.giveUpWaiting();
      this.#catchUpIfBehind();
    }, LIMITS.frameHoldMs);
  }

  #catchUpIfBehind() {
    if (this.workspace.get().isBehind || this.#feeds.isAnyBehind()) this.#catchUp.want();
  }
}
