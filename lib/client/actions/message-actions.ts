import type { Outcome } from "@/lib/shared/errors";
import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessageView } from "@/lib/shared/views";
import type { Chat } from "../chat/chat";
import { createStore } from "../state/store";
import { type FeedStore, reloadAfter, reloadAround } from "../timeline/feed-pages";
import { isFurtherUp, isNew } from "../timeline/stream";
import { INITIAL_ROOM_UI, type OpenOverlay, reduceRoomUi, type ScreenPoint, type Toast } from "./room-ui";

const LIT_MS = 2_500;
const NOTICE_MS = 5_000;

/**
 * Runs a reader's actions on the messages of one line and holds the UI state that they lead to. Those of keys and menus
 * are in perform-action.ts, which is loaded with them.
 */
export class MessageActions {
  readonly store;
  /** The composer's field; the focus returns to it. */
  readonly composer: { current: HTMLTextAreaElement | null } = { current: null };
  /** The list of the messages; keys and overlays find their rows in it, because another list may show the same message. */
  readonly list: { current: HTMLDivElement | null } = { current: null };
  readonly chat: Chat;
  readonly feed: FeedStore;
  readonly key: TimelineKey;
  /** An action moved the focus elsewhere. */
  isFocusTaken = false;
  /** Stops waiting for a message that is to be edited once the server has it. */
  stopWaiting = () => {};

  /** @param newAfter the last read `seq` when the line was entered */
  constructor(chat: Chat, key: TimelineKey, feed: FeedStore, newAfter: number | null = null) {
    this.store = createStore(reduceRoomUi, { ...INITIAL_ROOM_UI, newAfter });
    this.chat = chat;
    this.feed = feed;
    this.key = key;
  }

  /** Opens the emoji picker for a reaction. */
  openEmoji(message: MessageView, at: ScreenPoint) {
    this.isFocusTaken = true;
    this.open({ what: "emoji", message, at });
  }

  open(opened: OpenOverlay) {
    this.store.dispatch({ type: "open", opened });
  }

  /** Closes the open overlay. The focus returns to the message, unless the action moved it elsewhere. */
  close() {
    this.store.dispatch({ type: "close" });
  }

  /** Closes the menu, unless its entry has opened another overlay. */
  closeMenu() {
    if (this.store.get().opened?.what === "menu") this.close();
  }

  /** Returns the focus to the message after an overlay closed. */
  returnFocus(message: MessageView) {
    const isTaken = this.isFocusTaken || this.store.get().opened !== null;
    this.isFocusTaken = false;
    if (!isTaken) this.focusMessage(message.seq);
  }

  /** The row of a message. */
  rowOf(seq: number): HTMLElement | null {
    return this.list.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`) ?? null;
  }

  focusMessage(seq: number) {
    this.rowOf(seq)?.focus({ preventScroll: true });
  }

  focusComposer() {
    this.composer.current?.focus();
  }

  reply(message: MessageView) {
    this.store.dispatch({ type: "reply", to: message });
    this.focusComposer();
  }

  dropReply() {
    this.store.dispatch({ type: "reply", to: null });
  }

  edit({ id }: MessageView, from: "row" | "composer") {
    this.store.dispatch({ type: "edit", id, from });
  }

  /** Ends editing and returns the focus to where it came from. */
  endEdit(message: MessageView) {
    const from = this.store.get().editing?.from;
    this.store.dispatch({ type: "edited" });
    if (from === "composer") this.focusComposer();
    else requestAnimationFrame(() => this.focusMessage(message.seq));
  }

  /** Adds or removes a reaction. It shows at once, before the server answers. */
  async react(message: MessageView, emoji: string, on: boolean) {
    const { reacting } = this.chat;
    reacting.dispatch({ type: "wished", message, emoji, on });
    const answer = await this.chat.call("react", { messageId: message.id, emoji, on });
    reacting.dispatch({ type: "answered", messageId: message.id, emoji, isDone: answer.ok });
    this.sayFailure(answer);
  }

  /**
   * Scrolls to a message anywhere in the room and highlights it for a moment.
   *
   * @param keepsFocus leaves the focus where it is; otherwise the message gets it
   */
  async goTo(seq: number, keepsFocus = false) {
    const known = this.feed.get().messages.some((message) => message.seq === seq);
    const isThere = known || (await reloadAround(this.key, this.feed, seq));
    if (isThere) this.store.dispatch({ type: "go", seq, keepsFocus });
    else if (isThere === false)
      (await import("./go-to-reply")).goToReply(this.key, seq, (word) => this.say(word));
    else this.say(isThere === null ? "noConnection" : "notThere");
  }

  /** Scrolls to the first message after `newAfter`, the reader's last read `seq`. */
  async goToUnread(newAfter: number) {
    const { messages, hasOlder } = this.feed.get();
    if (isFurtherUp(messages, { newAfter, hasOlder }) && !(await reloadAfter(this.key, this.feed, newAfter)))
      return this.say("noConnection");
    const me = this.chat.account.id;
    const first = this.feed.get().messages.find((message) => isNew(message, { me, newAfter }));
    if (first) this.store.dispatch({ type: "go", seq: first.seq });
  }

  /** Called when the list has scrolled to the target message. */
  arrive(seq: number) {
    this.store.dispatch({ type: "arrived", seq });
    setTimeout(() => this.store.dispatch({ type: "dimmed", seq }), LIT_MS);
  }

  say(word: Extract<Toast, { kind: "said" }>["word"], name = "") {
    this.showToast({ kind: "said", word, name });
  }

  showToast(notice: Toast) {
    this.store.dispatch({ type: "say", notice });
    setTimeout(() => this.store.dispatch({ type: "silence", notice }), NOTICE_MS);
  }

  /** Shows why a call failed. Returns whether there was a failure to show. */
  sayFailure(outcome: Outcome<unknown>): boolean {
    if (outcome.ok) return false;
    if (outcome.error) this.showToast({ kind: "refused", refusal: outcome.error });
    else this.say("noConnection");
    return true;
  }

  /** Puts the New line after `after`: a message arrived while nobody was looking. */
  noteUnseen(after: number) {
    this.store.dispatch({ type: "unseen", after });
  }

  /** Marks the room as read. Returns whether anything was unread. */
  markRead(): boolean {
    const room = this.chat.workspace.get().rooms[roomOf(this.key)];
    const { newAfter, isMarking } = this.store.get();
    if (!room || (room.unreadCount === 0 && newAfter === null && !isMarking)) return false;
    this.store.dispatch({ type: "read" });
    this.chat.reading.read(room.id, room.seq);
    return true;
  }
}
