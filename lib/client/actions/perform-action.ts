import { roomOf, rootOf } from "@/lib/shared/messages/timeline-key";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import { deletionsOf } from "../chat/deletions-of";
import { newClientId } from "../connection/client-id";
import { isUnreachable } from "../connection/outcome";
import { copyText } from "../page/copy-text";
import { openThread } from "../threads/thread-address";
import { reloadAt } from "../timeline/reload-at";
import { hasUnreadFrom } from "../timeline/stream";
import { availableActions, type MessageAction } from "./available-actions";
import type { MessageActions } from "./message-actions";
import { moveToRoom } from "./move-messages";
import { onceSent } from "./once-sent";
import type { ScreenPoint } from "./room-ui";

// Actions on messages by keys, buttons and menus. Loaded with them: a page that was just opened needs none of it.

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
  "toRoom",
];

/** Runs an action. A panel that it opens appears at `at`. */
export function performAction(
  acts: MessageActions,
  act: MessageAction,
  message: MessageView,
  at: ScreenPoint,
): void {
  acts.isFocusTaken = !QUIET.includes(act);
  RUN[act](acts, message, at);
}

type Run = (acts: MessageActions, message: MessageView, at: ScreenPoint) => unknown;

const opening =
  (what: "forward" | "receipts" | "history" | "why" | "remind" | "move"): Run =>
  (acts, message) =>
    acts.open({ what, message });

const RUN: Record<MessageAction, Run> = {
  react: (acts, message, at) => acts.openEmoji(message, at),
  forward: opening("forward"),
  receipts: opening("receipts"),
  history: opening("history"),
  why: opening("why"),
  remind: opening("remind"),
  reply: (acts, message) => acts.reply(message),
  thread: (acts, { id, threadId }) => (rootOf(acts.key) ? acts.focusComposer() : openThread(threadId ?? id)),
  toThread: opening("move"),
  toRoom: moveToRoom,
  edit: (acts, message) => acts.edit(message, "row"),
  delete: ({ chat }, message) => deletionsOf(chat).begin(message.id),
  pin: (acts, message) => pinMessage(acts, message, true),
  unpin: (acts, message) => pinMessage(acts, message, false),
  save: (acts, message) => save(acts, message, true),
  unsave: (acts, message) => save(acts, message, false),
  unread: (acts, message) => markUnread(acts, message),
  copy: (acts, message) => copy(acts, message.text, "copied"),
  link: (acts, message) => copy(acts, linkTo(acts, message), "linkCopied"),
};

/**
 * Edits the reader's last loaded message. A message still being sent is edited once the server has it; a refused one
 * returns to the composer.
 */
export function editLast(acts: MessageActions): void {
  // A poll is no text: it is taken back by its button.
  const pending = acts.feed.get().pending.findLast(({ poll }) => !poll);
  const last = lastWith(acts, "edit");
  if (pending?.state === "refused") acts.chat.ownMessages.returnToDraft(pending);
  else if (pending) editOnceSent(acts, pending.clientId);
  else if (last) acts.edit(last, "composer");
}

/** Replies to the last loaded message that can be replied to. */
export function replyToLast(acts: MessageActions): void {
  const last = lastWith(acts, "reply");
  if (last) acts.reply(last);
}

function editOnceSent(acts: MessageActions, clientId: string): void {
  acts.stopWaiting();
  acts.stopWaiting = onceSent(clientId, acts.feed, (sent) => {
    if (acts.chat.drafts.get(acts.key).text === "") acts.edit(sent, "composer");
  });
}

function lastWith({ chat, feed, key }: MessageActions, act: MessageAction): MessageView | undefined {
  const room = chat.workspace.get().rooms[roomOf(key)];
  if (!room) return undefined;
  const going = chat.deleting.get();
  return feed
    .get()
    .messages.findLast(
      (message) => !going[message.id] && availableActions(message, room, chat.account).includes(act),
    );
}

/** Pins or unpins a message. Resolves to whether the server accepted. */
export async function pinMessage(acts: MessageActions, message: MessageView, on: boolean): Promise<boolean> {
  const answer = await acts.chat.call("pin", { messageId: message.id, on });
  if (answer.ok) acts.say(on ? "pinned" : "unpinned");
  return !acts.sayFailure(answer);
}

async function save(acts: MessageActions, message: MessageView, on: boolean) {
  const outcome = await acts.chat.saved.set(message, on);
  if (!acts.sayFailure(outcome)) acts.say(on ? "saved" : "unsaved");
}

/** Forwards a message. Resolves to whether the server accepted. */
export async function forwardMessage(
  acts: MessageActions,
  message: MessageView,
  to: MyRoomView,
  name: string,
): Promise<boolean> {
  const frame = { messageId: message.id, roomId: to.id, clientId: newClientId() };
  const answer = await acts.chat.call("forward", frame);
  if (answer.ok) acts.say("forwarded", name);
  return !acts.sayFailure(answer);
}

/** Scrolls to the first message at or after a time (ISO 8601, UTC). */
export async function goToTime(acts: MessageActions, time: string): Promise<void> {
  const seq = await reloadAt(acts.key, acts.feed, time);
  if (seq === null) acts.say("noConnection");
  else acts.store.dispatch({ type: "go", seq });
}

async function markUnread(acts: MessageActions, { seq }: MessageView) {
  const { chat, feed, key } = acts;
  const { messages, hasNewer } = feed.get();
  if (!hasNewer && !hasUnreadFrom(messages, seq, chat.account.id)) return acts.say("nothingUnread");
  acts.store.dispatch({ type: "unread", from: seq });
  const answer = await chat.reading.unreadFrom(key, seq - 1);
  if (isUnreachable(answer) || !acts.sayFailure(answer)) acts.say("unread");
}

async function copy(acts: MessageActions, text: string, word: "copied" | "linkCopied") {
  acts.say((await copyText(text)) ? word : "notCopied");
}

function linkTo({ chat, key }: MessageActions, { roomId, threadId, seq }: MessageView): string {
  const room = chat.workspace.get().rooms[roomId] ?? { id: roomId, name: null };
  const thread = threadId && key !== roomId ? `thread=${threadId}&` : "";
  return `${location.origin}${roomPath(room)}?${thread}message=${seq}`;
}
