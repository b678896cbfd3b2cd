import type { AccountView, MyRoomView, Page, PresenceView, UserView } from "@/lib/shared/views";
import { ME_PATH, userPath } from "../connection/paths";
import { getJson, sendDelete, sendJson } from "../connection/rest";

// The chat's REST requests. Each resolves to null without an answer.

export const readAccount = () => getJson<AccountView>(ME_PATH);

export const readUser = (userId: string) => getJson<UserView>(userPath(userId));

export const readRoom = (roomId: string) => getJson<MyRoomView>(`/api/v1/rooms/${roomId}`);

/** The rooms the reader could join. */
export const readOpenRooms = () => getJson<Page<MyRoomView>>("/api/v1/rooms?scope=browse&limit=200");

/** The presence of everybody in the reader's conversations. */
export const readPresence = async () =>
  (await getJson<{ items: PresenceView[] }>("/api/v1/presence"))?.items ?? null;

export const deleteMessage = (messageId: string) => sendDelete(`/api/v1/messages/${messageId}`);

/** Sends a read mark in a request that outlives the page. `force` also moves it back. */
export function sendLeavingMark(roomId: string, lastReadSeq: number, force: boolean): void {
  void sendJson("POST", `/api/v1/rooms/${roomId}/read`, { body: { lastReadSeq, force }, isLeaving: true });
}
