import type { Outcome } from "@/lib/shared/errors";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import type { Chat } from "../chat/chat";
import { newClientId } from "../connection/client-id";
import { isUnreachable } from "../connection/outcome";
import { copyText } from "../page/copy-text";
import { createStore } from "../state/store";
import { type FeedStore, reloadAfter, reloadAround, reloadAt } from "../timeline/feed-pages";
import { hasUnreadFrom, isFurtherUp, isNew } from "../timeline/stream";
import { roomOf, type TimelineKey } from "../timeline/timeline-key";
import { availableActions, type MessageAction } from "./available-actions";
import { onceSent } from "./once-sent";
import { INITIAL_ROOM_UI, type OpenOverlay, reduceRoomUi, type ScreenPoint, type Toast } from "./room-ui";

/** Actions after which the focus stays on the message. */
const QUIET: readonly MessageAction[] = [
  "pin",
  "unpin",
  "save",
  "unsave",
  "unread",
  "copy",
  "link",
  "delete",
];
const LIT_MS = 2_500;
const NOTICE_MS = 5_000;

/** Runs a reader's actions on the messages of one room and holds the UI state that they lead to. */
export class MessageActions {
  readonly store;
  /** The composer's field; the focus returns to it. */
  readonly composer: { current: HTMLTextAreaElement | null } = { current: null };
  /** The list of the messages; keys and overlays find their rows in it, because another list may show the same message. */
  readonly list: { current: HTMLDivElement | null } = { current: null };
  readonly #chat: Chat;
  readonly #feed: FeedStore;
  readonly #key: TimelineKey;
  readonly #roomId: string;
  #isFocusTaken = false;
  #stopWaiting = () => {};

  /** @param newAfter the last read `seq` when the line was entered */
  constructor(chat: Chat, key: TimelineKey, feed: FeedStore, newAfter: number | null = null) {
    this.store = createStore(reduceRoomUi, { ...INITIAL_ROOM_UI, newAfter });
    this.#chat = chat;
    this.#feed = feed;
    this.#key = key;
    this.#roomId = roomOf(key);
  }

  /** Runs an action from a key, a button or a menu. A panel that it opens appears at `at`. */
  perform(act: MessageAction, message: MessageView, at: ScreenPoint) {
    this.#isFocusTaken = !QUIET.includes(act);
    switch (act) {
      case "react":
        return this.open({ what: "emoji", message, at });
      case "forward":
      case "receipts":
      case "history":
      case "why":
      case "remind":
        return this.open({ what: act, message });
      case "reply":
        return this.reply(message);
      case "edit":
        return this.edit(message, "row");
      case "delete":
        return this.#chat.deletions.begin(message.id);
      case "pin":
      case "unpin":
        return void this.pin(message, act === "pin");
      case "save":
      case "unsave":
        return void this.#save(message, act === "save");
      case "unread":
        return void this.#markUnread(message);
      case "copy":
        return void this.#copy(message.text, "copied");
      case "link":
        return void this.#copy(this.#linkTo(message), "linkCopied");
    }
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
    const isTaken = this.#isFocusTaken || this.store.get().opened !== null;
    this.#isFocusTaken = false;
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

  /**
   * Edits the reader's last loaded message. A message still being sent is edited once the server has it; a refused one
   * returns to the composer.
   */
  editLast() {
    const pending = this.#feed.get().pending.at(-1);
    if (pending?.state === "refused") return this.#chat.ownMessages.returnToDraft(pending);
    if (pending) return this.#editOnceSent(pending.clientId);
    const last = this.#lastWith("edit");
    if (last) this.edit(last, "composer");
  }

  /** Replies to the last loaded message that can be replied to. */
  replyToLast() {
    const last = this.#lastWith("reply");
    if (last) this.reply(last);
  }

  #editOnceSent(clientId: string) {
    this.#stopWaiting();
    this.#stopWaiting = onceSent(clientId, this.#feed, (sent) => {
      if (this.#chat.drafts.get(this.#key).text === "") this.edit(sent, "composer");
    });
  }

  #lastWith(act: MessageAction): MessageView | undefined {
    const room = this.#chat.workspace.get().rooms[this.#roomId];
    if (!room) return undefined;
    const { messages } = this.#feed.get();
    const going = this.#chat.deletions.store.get();
    return messages.findLast(
      (message) => !going[message.id] && availableActions(message, room, this.#chat.account).includes(act),
    );
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
    const { reacting } = this.#chat;
    reacting.dispatch({ type: "wished", message, emoji, on });
    const answer = await this.#chat.call("react", { messageId: message.id, emoji, on });
    reacting.dispatch({ type: "answered", messageId: message.id, emoji, isDone: answer.ok });
    this.sayFailure(answer);
  }

  /** Pins or unpins a message. Resolves to whether the server accepted. */
  async pin(message: MessageView, on: boolean): Promise<boolean> {
    const answer = await this.#chat.call("pin", { messageId: message.id, on });
    if (answer.ok) this.say(on ? "pinned" : "unpinned");
    return !this.sayFailure(answer);
  }

  async #save(message: MessageView, on: boolean) {
    const outcome = await this.#chat.saved.set(message, on);
    if (!this.sayFailure(outcome)) this.say(on ? "saved" : "unsaved");
  }

  async forward(message: MessageView, to: MyRoomView, name: string): Promise<boolean> {
    const frame = { messageId: message.id, roomId: to.id, clientId: newClientId() };
    const answer = await this.#chat.call("forward", frame);
    if (answer.ok) this.say("forwarded", name);
    return !this.sayFailure(answer);
  }

  /**
   * Scrolls to a message anywhere in the room and highlights it for a moment.
   *
   * @param keepsFocus leaves the focus where it is; otherwise the message gets it
   */
  async goTo(seq: number, keepsFocus = false) {
    const known = this.#feed.get().messages.some((message) => message.seq === seq);
    const isThere = known || (await reloadAround(this.#key, this.#feed, seq));
    if (isThere) this.store.dispatch({ type: "go", seq, keepsFocus });
    else this.say(isThere === null ? "noConnection" : "notThere");
  }

  /** Scrolls to the first message after `newAfter`, the reader's last read `seq`. */
  async goToUnread(newAfter: number) {
    const { messages, hasOlder } = this.#feed.get();
    if (
      isFurtherUp(messages, { newAfter, hasOlder }) &&
      !(await reloadAfter(this.#key, this.#feed, newAfter))
    )
      return this.say("noConnection");
    const me = this.#chat.account.id;
    const first = this.#feed.get().messages.find((message) => isNew(message, { me, newAfter }));
    if (first) this.store.dispatch({ type: "go", seq: first.seq });
  }

  /** Scrolls to the first message at or after a time (ISO 8601, UTC). */
  async goToTime(time: string) {
    const seq = await reloadAt(this.#key, this.#feed, time);
    if (seq === null) this.say("noConnection");
    else this.store.dispatch({ type: "go", seq });
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

  async #markUnread({ roomId, seq }: MessageView) {
    const { messages, hasNewer } = this.#feed.get();
    if (!hasNewer && !hasUnreadFrom(messages, seq, this.#chat.account.id)) return this.say("nothingUnread");
    this.store.dispatch({ type: "unread", from: seq });
    const answer = await this.#chat.reading.unreadFrom(roomId, seq - 1);
    if (isUnreachable(answer) || !this.sayFailure(answer)) this.say("unread");
  }

  /** Puts the New line after `after`: a message arrived while nobody was looking. */
  noteUnseen(after: number) {
    this.store.dispatch({ type: "unseen", after });
  }

  /** Marks the room as read. Returns whether anything was unread. */
  markRead(): boolean {
    const room = this.#chat.workspace.get().rooms[this.#roomId];
    const { newAfter, isMarking } = this.store.get();
    if (!room || (room.unreadCount === 0 && newAfter === null && !isMarking)) return false;
    this.store.dispatch({ type: "read" });
    this.#chat.reading.read(room.id, room.seq);
    return true;
  }

  async #copy(text: string, word: "copied" | "linkCopied") {
    this.say((await copyText(text)) ? word : "notCopied");
  }

  #linkTo({ roomId, seq }: MessageView): string {
    const room = this.#chat.workspace.get().rooms[roomId] ?? { id: roomId, name: null };
    return `${location.origin}${roomPath(room)}?message=${seq}`;
  }
}
