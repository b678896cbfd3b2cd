import { LIMITS } from "@/lib/shared/limits";
import type { MessagesFrame, ServerFrames, WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/live";
import { isQuietNow } from "@/lib/shared/quiet";
import { isFromOthers } from "@/lib/shared/unread";
import type { AccountView, MyRoomView, Page, PresenceView, UserView } from "@/lib/shared/views";
import type { Live } from "../connection/live-connection";
import type { Refused } from "../connection/rest";
import { getJson, sendDelete } from "../connection/rest";
import { createOpenRooms } from "../names/open-rooms";
import { createPeople } from "../names/people";
import { createDeletions } from "../outbox/deletions";
import { type Presences, reducePresence } from "../presence/presence";
import { createPresenceReader } from "../presence/presence-reader";
import { reduceTyping, type Typing } from "../presence/typing";
import { createTypingSignal } from "../presence/typing-signal";
import { watchIdle } from "../presence/watch-idle";
import { createDeliveredMarks } from "../reading/delivered-marks";
import { type Receipts, reduceReceipts } from "../reading/receipts";
import { createEmitter } from "../state/emitter";
import { createStore } from "../state/store";
import { type PendingReactions, reducePendingReactions } from "../timeline/pending-reactions";
import { createQuotes } from "../timeline/quotes";
import { readSeqs } from "../timeline/seqs";

type Surroundings = {
  account: AccountView;
  ask: Live["ask"];
  isReady: () => boolean;
  rooms: () => Readonly<Record<string, MyRoomView>>;
};

const LEAVING = ["beforeunload", "pagehide"] as const;

/** What goes on around the messages of one tab: stores that frames of the live connection move, and what it tells in turn. */
export class Around {
  readonly typing = createStore(reduceTyping, {} as Typing);
  readonly presence = createStore(reducePresence, {} as Presences);
  readonly receipts = createStore(reduceReceipts, {} as Receipts);
  readonly reacting = createStore(reducePendingReactions, {} as PendingReactions);
  /** Whether nobody has used this browser for LIMITS.awayMinutes. */
  readonly isAway = createStore((_: boolean, next: boolean) => next, false);
  readonly refused = createStore((_: Refused | null, next: Refused | null) => next, null);
  readonly people = createPeople((userId) => getJson<UserView>(`/api/v1/users/${userId}`));
  readonly openRooms = createOpenRooms(() =>
    getJson<Page<MyRoomView>>("/api/v1/rooms?scope=browse&limit=200"),
  );
  readonly quotes = createQuotes(readSeqs);
  /** Messages as they come and change, for lists that hold some of them. */
  readonly heard = createEmitter<readonly WireMessage[]>();
  readonly deletions = createDeletions({
    remove: (messageId) => sendDelete(`/api/v1/messages/${messageId}`),
    onRefused: (refusal) => this.refused.dispatch(refusal),
  });
  readonly typingSignal;

  readonly listeners = {
    typing: (frame: ServerFrames["typing"]) => this.#takeTyping(frame),
    read: ({ roomId, userId, lastReadSeq: seq }: ServerFrames["read"]) =>
      this.receipts.dispatch({ type: "read", roomId, userId, seq }),
    delivered: ({ roomId, userId, lastDeliveredSeq: seq }: ServerFrames["delivered"]) =>
      this.receipts.dispatch({ type: "delivered", roomId, userId, seq }),
    user_status: (frame: ServerFrames["user_status"]) => this.#takeStatus(frame),
  };

  readonly #of: Surroundings;
  #account: AccountView;
  readonly #delivered;
  readonly #presenceReader;
  #use: ReturnType<typeof watchIdle> | null = null;
  #forgetting: ReturnType<typeof setInterval> | undefined;
  /** Of which rooms the members' marks were read in this connection, and how many members those had. */
  readonly #known = new Map<string, number>();

  constructor(of: Surroundings) {
    this.#of = of;
    this.#account = of.account;
    this.typingSignal = createTypingSignal({
      isReady: of.isReady,
      send: (roomId, isTyping) => void of.ask("typing", { roomId, isTyping }),
      now: Date.now,
    });
    this.#presenceReader = createPresenceReader({
      store: this.presence,
      rooms: of.rooms,
      read: async () => (await getJson<{ items: PresenceView[] }>("/api/v1/presence"))?.items ?? null,
    });
    this.#delivered = createDeliveredMarks({
      isReady: of.isReady,
      isRead: (roomId, seq) => (of.rooms()[roomId]?.lastReadSeq ?? 0) >= seq,
      tell: (roomId, lastDeliveredSeq) => void of.ask("delivered", { roomId, lastDeliveredSeq }),
    });
  }

  /** My rooms have changed: there may be somebody among their people of whom nothing is known yet. */
  meetPeople() {
    if (this.#of.isReady()) this.#presenceReader.onRoomsChanged();
  }

  start() {
    this.#use = watchIdle((isAway) => {
      this.isAway.dispatch(isAway);
      void this.#of.ask("away", { isAway });
    });
    this.#forgetting = setInterval(() => this.typing.dispatch({ type: "passed", now: Date.now() }), 1_000);
    // A process that is put away at once may not come to send anything when its page is hidden: so before that, too.
    for (const event of LEAVING) window.addEventListener(event, this.deletions.flush);
  }

  stop() {
    this.#use?.stop();
    this.#delivered.stop();
    this.#presenceReader.stop();
    clearInterval(this.#forgetting);
    for (const event of LEAVING) window.removeEventListener(event, this.deletions.flush);
  }

  /** A new connection: tells what the server does not know of this tab, and asks who is there. */
  resume(account: AccountView) {
    this.#account = account;
    this.#known.clear();
    const rooms = Object.values(this.#of.rooms());
    for (const { id, seq, unreadCount } of rooms) if (unreadCount > 0) this.#delivered.move(id, seq);
    this.#delivered.resume();
    this.#use?.again();
    void this.#presenceReader.readAll();
  }

  /** When somebody used this browser last, in milliseconds since 1970. */
  lastUsed(): number {
    return this.#use?.last() ?? Date.now();
  }

  /** How far the members of a room have read was read in this connection, and frames have moved it since. */
  knowsMembers(roomId: string, memberCount: number): boolean {
    return this.#known.get(roomId) === memberCount;
  }

  knowMembers(roomId: string, memberCount: number) {
    this.#known.set(roomId, memberCount);
  }

  /** Whether I do not want to be disturbed now, as far as this tab knows. */
  isQuiet(): boolean {
    return isQuietNow(this.#account);
  }

  /** Messages came or changed, live. */
  take({ roomId, items }: MessagesFrame) {
    this.people.learn(items.map(({ sender }) => sender));
    this.quotes.onChanged(items.map(wholeMessage));
    this.heard.emit(items);
    for (const item of items) {
      if (!isFromOthers(item, this.#account.id)) continue;
      this.#takeTyping({ roomId, userId: item.sender.id, isTyping: false });
      this.#delivered.move(roomId, item.seq);
    }
  }

  /** Messages that came or changed while there was no connection. */
  takeMissed(items: readonly WireMessage[]) {
    this.quotes.onChanged(items.map(wholeMessage));
    this.heard.emit(items);
  }

  #takeTyping({ roomId, userId, isTyping }: ServerFrames["typing"]) {
    if (userId === this.#account.id) return;
    if (isTyping) void this.people.want(userId);
    const until = Date.now() + LIMITS.typingSeconds * 1_000;
    this.typing.dispatch({ type: "heard", roomId, userId, isTyping, until });
  }

  #takeStatus(frame: ServerFrames["user_status"]) {
    this.presence.dispatch({ type: "told", ...frame });
    if (frame.userId === this.#account.id) void this.#readMyself();
  }

  /** Another device has changed something about me: until when I want to be left alone, say. */
  async #readMyself() {
    const account = await getJson<AccountView>("/api/v1/me");
    if (account) this.#account = account;
  }
}
