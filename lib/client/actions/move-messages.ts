import type { Outcome } from "@/lib/shared/errors";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { AccountView, MessageView, MyRoomView } from "@/lib/shared/views";
import { call } from "../connection/call";
import { availableActions } from "./available-actions";
import type { MessageActions } from "./message-actions";
import type { Toast } from "./room-ui";

/** Long enough to read the words and to reach the button. */
const UNDO_MS = 10_000;

/** True for a message of the room's line that a thread can be under. */
export const mayBeRoot = ({ kind, threadId, thread, deletedAt }: MessageView): boolean =>
  kind === "user" && threadId === null && (deletedAt === null || thread !== null);

/**
 * The messages that move when all up to the last one do: those that the reader may move.
 *
 * @param following the messages after the first, in the order of the room
 */
export function movedUpTo(
  first: MessageView,
  following: readonly MessageView[],
  lastId: string,
  reader: { room: MyRoomView; account: AccountView },
): { moved: MessageView[]; leftCount: number } {
  const between = following.slice(0, following.findIndex(({ id }) => id === lastId) + 1);
  const moved = between.filter((message) => mayMove(message, reader));
  const left = between.filter((message) => message.kind === "user" && !message.deletedAt);
  return { moved: [first, ...moved], leftCount: left.length - moved.length };
}

/** True for a message of the room's line that the reader may move into a thread. */
export const mayMove = (
  message: MessageView,
  { room, account }: { room: MyRoomView; account: AccountView },
): boolean => availableActions(message, room, account).includes("toThread");

/** Moves messages into the thread of an earlier one, and says so beside a button that takes it back. */
export async function moveToThread(
  acts: MessageActions,
  root: MessageView,
  moved: readonly MessageView[],
): Promise<Outcome<unknown>> {
  const messageIds = moved.map(({ id }) => id);
  const refocus = focusNextOnceGone(acts, messageIds);
  const answer = await call("POST /messages/{message}/thread/move", { message: root.id, messageIds });
  if (!answer.ok) {
    refocus.stop();
    return answer;
  }
  offerUndo(acts, { word: "toThread", count: moved.length }, async () => {
    for (const { id } of moved) {
      const undone = await call("DELETE /messages/{message}/thread", { message: id });
      if (acts.sayFailure(undone)) return;
    }
  });
  return answer;
}

/** Moves a reply out of its thread, into the room's line, and says so beside a button that takes it back. */
export async function moveToRoom(acts: MessageActions, { id, roomId, threadId }: MessageView): Promise<void> {
  if (!threadId) return;
  const refocus = focusNextOnceGone(acts, [id]);
  const answer = await call("DELETE /messages/{message}/thread", { message: id });
  if (acts.sayFailure(answer)) return refocus.stop();
  const room = acts.chat.workspace.get().rooms[roomId];
  const word = room && isConversation(room.kind) ? "toConversation" : "toRoom";
  offerUndo(acts, { word, count: 1 }, async () => {
    const again = { message: threadId, messageIds: [id] };
    acts.sayFailure(await call("POST /messages/{message}/thread/move", again));
  });
}

type Moved = Pick<Extract<Toast, { kind: "moved" }>, "word" | "count">;

function offerUndo({ store }: MessageActions, moved: Moved, undo: () => Promise<void>) {
  const notice: Toast = {
    kind: "moved",
    ...moved,
    undo() {
      store.dispatch({ type: "silence", notice });
      void undo();
    },
  };
  store.dispatch({ type: "say", notice });
  setTimeout(() => store.dispatch({ type: "silence", notice }), UNDO_MS);
}

/** Focuses the message after those that leave the line, once they are gone, if the focus went with them. */
function focusNextOnceGone(acts: MessageActions, ids: readonly string[]): { stop: () => void } {
  const { messages } = acts.feed.get();
  const last = messages.findLastIndex(({ id }) => ids.includes(id));
  const next = messages[last + 1] ?? messages.findLast(({ id }) => !ids.includes(id));
  const stop = acts.feed.subscribe(() => {
    if (acts.feed.get().messages.some(({ id }) => ids.includes(id))) return;
    stop();
    requestAnimationFrame(() => {
      if (next && document.activeElement === document.body) acts.focusMessage(next.seq);
    });
  });
  return { stop };
}
