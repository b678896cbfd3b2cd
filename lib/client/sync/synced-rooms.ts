import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { Outcome } from "@/lib/shared/errors";
import type { ClientFrames, MessagesFrame, ServerFrames } from "@/lib/shared/live";
import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessagePage, MyRoomView, RoomHeads, SyncView } from "@/lib/shared/views";
import type { SendCommand } from "../connection/live-connection";
import { createStore, type Store } from "../state/store";
import type { FeedStore } from "../timeline/feed-pages";
import { CatchUp } from "./catch-up";
import { digestOf } from "./digest";
import { createRecounts } from "./recounts";
import { RoomFeeds } from "./room-feeds";
import {
  isWaitingForFrames,
  reduceWorkspace,
  type Sidebar,
  startWorkspace,
  type WorkspaceAction,
} from "./workspace";
import type { Workspace } from "./workspace-state";

type SyncedRoomsDeps = {
  userId: string;
  sidebar: Sidebar;
  call: SendCommand;
  /** Fetches a room. */
  readRoom: (roomId: string) => Promise<Outcome<MyRoomView>>;
  /** A page of a sync, after rooms and feeds applied it. */
  onSynced: (answer: SyncView) => void;
};

/** The request of a round, and the feeds as they were when it was sent. */
type Asked = { feeds: ReturnType<RoomFeeds["all"]>; frame: ClientFrames["sync"] };

/** Changes of a room that this tab does not show are skipped above this number. */
const MUCH_MISSED = 20;

/**
 * A person's rooms and the messages of visited ones, in sync with the server. Frames update them, and missed changes
 * are fetched: frames are hints and the rows are the truth (P14).
 */
export class SyncedRooms {
  readonly workspace: Store<Workspace, WorkspaceAction>;
  readonly feeds = new RoomFeeds(() => this.waitForMissingFrames());
  readonly #catchUp: CatchUp<Asked>;
  readonly #recounts: ReturnType<typeof createRecounts>;
  #holding: ReturnType<typeof setTimeout> | undefined;
  /** The revisions of my rooms when this connection began. */
  #heads: RoomHeads = {};

  constructor({ userId, sidebar, call, readRoom, onSynced }: SyncedRoomsDeps) {
    this.workspace = createStore(reduceWorkspace, startWorkspace(userId, sidebar));
    this.#recounts = createRecounts({
      unsure: () => Object.keys(this.workspace.get().unsure),
      read: readRoom,
      apply: (room) => this.workspace.dispatch({ type: "counted", room }),
    });
    this.#catchUp = new CatchUp<Asked>({
      begin: () => {
        const { userRev } = this.workspace.get();
        return {
          feeds: this.feeds.all(),
          frame: { ...(userRev !== null && { userRev }), rooms: this.#named() },
        };
      },
      ask: (frame) => call("sync", frame),
      onPage: (answer) => {
        // Frames or the previous page had another revision of my own state. Fetch again what this page would undo or
        // skip.
        const { userRev, asOf } = this.workspace.get();
        if ((userRev ?? 0) > answer.userRev || (asOf ?? answer.userRev) !== answer.userRev)
          this.#catchUp.want();
        this.workspace.dispatch({ type: "synced", answer });
        this.feeds.onSync(answer);
        onSynced(answer);
      },
      onWhole: ({ feeds }, told) => {
        this.workspace.dispatch({ type: "caught-up" });
        this.feeds.settle(feeds, told);
        this.waitForMissingFrames();
      },
    });
  }

  /** A connection begins: everything behind its heads missed something. */
  onReady(rooms: RoomHeads, userRev: number) {
    this.#heads = rooms;
    this.workspace.dispatch({ type: "ready", rooms, userRev });
    this.feeds.onReady(rooms);
    this.#catchUpIfBehind();
  }

  onMessages(frame: MessagesFrame, isInView: boolean) {
    this.workspace.dispatch({ type: "frame", frame, isInView });
    this.feeds.onMessages(frame);
    this.waitForMissingFrames();
    this.#recounts.want();
  }

  async onHeads({ digest, userRev }: ServerFrames["heads"]) {
    const isSame = userRev === this.workspace.get().userRev && digest === (await digestOf(this.#revs()));
    if (isSame) return;
    this.workspace.dispatch({ type: "foreign-digest" });
    this.#catchUpIfBehind();
  }

  /** Applies a `room` frame: a room I am in, or my changed state in it. */
  applyRoom(room: MyRoomView) {
    this.workspace.dispatch({ type: "room", room });
    this.feeds.onHead(room.id, room.rev);
    this.feeds.hide(room.id, room.firstVisibleSeq);
    this.waitForMissingFrames();
    this.#recounts.want();
  }

  /** Opens the feed of a line with a page as of `rev`. The room's head may be newer than that page. */
  openFeed(key: TimelineKey, rev: number, page: MessagePage, hasReplies = false): FeedStore {
    const feed = this.feeds.open(key, rev, page, hasReplies);
    feed.dispatch({ type: "heard", rev: this.workspace.get().rooms[roomOf(key)]?.rev ?? 0 });
    return feed;
  }

  /** The line is on the screen. Frames that came before its feed was opened are fetched if its page lacks them. */
  show(key: TimelineKey) {
    this.feeds.show(key);
    this.waitForMissingFrames();
  }

  removeRoom(roomId: string) {
    this.feeds.close(roomId);
    this.workspace.dispatch({ type: "gone", roomId });
  }

  /** Waits briefly for missing frames, which usually follow. Otherwise a sync fetches the rows. */
  waitForMissingFrames() {
    const isMissing = isWaitingForFrames(this.workspace.get()) || this.feeds.isAnyWaiting();
    if (this.#holding !== undefined || !isMissing) return;
    this.#holding = setTimeout(() => {
      this.#holding = undefined;
      this.workspace.dispatch({ type: "waited" });
      this.feeds.giveUpWaiting();
      this.#catchUpIfBehind();
    }, BROWSER_LIMITS.frameHoldMs);
  }

  stop() {
    clearTimeout(this.#holding);
    this.#holding = undefined;
    this.#catchUp.stop();
    this.#recounts.stop();
  }

  /** The known revision of each room. An open room counts only as far as the messages of all its lines are loaded. */
  #revs(): Record<string, number> {
    const rooms = Object.values(this.workspace.get().rooms);
    const revs = Object.fromEntries(rooms.map(({ id, rev }) => [id, rev]));
    for (const [key, { rev }] of this.feeds.all()) {
      const known = revs[roomOf(key)];
      if (known !== undefined && known > rev) revs[roomOf(key)] = rev;
    }
    return revs;
  }

  /**
   * The rooms to ask about. A room that was not visited and missed much is left out: only its head comes, and its
   * messages when it is opened. A month of absence then costs what is shown, not what was said.
   */
  #named(): Record<string, number> {
    const isWanted = ([roomId, rev]: [string, number]) =>
      this.feeds.of(roomId).length > 0 || (this.#heads[roomId]?.rev ?? 0) - rev <= MUCH_MISSED;
    return Object.fromEntries(Object.entries(this.#revs()).filter(isWanted));
  }

  #catchUpIfBehind() {
    if (this.workspace.get().isBehind || this.feeds.isAnyBehind()) this.#catchUp.want();
  }
}
