import type { Query } from "./doors";

/** Targets of an action, drawn anew for each. */
export type Scene = {
  roomId: string;
  otherRoomId: string;
  /** Somebody else, in the room or not. */
  userId: string;
  /** A message of any room, and one's own where there is one. */
  messageId: string;
  ownMessageId: string;
  /** A message that begins a thread, and a reply in one. */
  rootId: string;
  replyId: string;
  /** A message that had files, and one of them. */
  messageWithFile: string;
  fileId: string;
  /** Uploads of one's own, or files that were sent before. */
  attachmentIds: string[];
  emoji: string;
  seq: number;
  /** Another one each time. */
  text: string;
  /** A word that all texts of the script have. */
  word: string;
  clientId: string;
};

export const EMOJI = ["👍", "🎉", "👀"] as const;

const patch = (fields: (scene: Scene) => object) => (scene: Scene) => ({
  endpoint: "PATCH /rooms/{room}",
  input: { room: scene.roomId, ...fields(scene) },
});

const reaction = (method: "PUT" | "DELETE", on: boolean) => (scene: Scene) => ({
  endpoint: `${method} /messages/{message}/reactions/{emoji}`,
  input: { message: scene.messageId, emoji: scene.emoji },
  frame: { word: "react", fields: { messageId: scene.messageId, emoji: scene.emoji, on } },
});

const pin = (method: "PUT" | "DELETE", on: boolean) => (scene: Scene) => ({
  endpoint: `${method} /messages/{message}/pin`,
  input: { message: scene.messageId },
  frame: { word: "pin", fields: { messageId: scene.messageId, on } },
});

const send = (
  { roomId, text, clientId }: Scene,
  more: { replyToId?: string; attachmentIds?: string[]; threadId?: string; alsoInRoom?: boolean } = {},
) => {
  const fields = { text, clientId, ...more };
  return {
    endpoint: "POST /rooms/{room}/messages",
    input: { room: roomId, ...fields },
    frame: { word: "message", fields: { roomId, ...fields } },
  };
};

/** All that people do in rooms, as wishes at a door. */
export const ACTIONS = {
  send: (scene) => send(scene),
  reply: (scene) => send(scene, { replyToId: scene.messageId }),
  "reply in a thread": (scene) => send(scene, { threadId: scene.rootId }),
  "reply in thread and room": (scene) => send(scene, { threadId: scene.rootId, alsoInRoom: true }),
  "send files": (scene) => send(scene, { attachmentIds: scene.attachmentIds }),
  "remove a file": ({ messageWithFile, fileId }) => ({
    endpoint: "DELETE /messages/{message}/attachments/{file}",
    input: { message: messageWithFile, file: fileId },
  }),
  edit: ({ ownMessageId, text }) => ({
    endpoint: "PATCH /messages/{message}",
    input: { message: ownMessageId, text },
    frame: { word: "edit", fields: { messageId: ownMessageId, text } },
  }),
  "edit another's": ({ messageId, text }) => ({
    endpoint: "PATCH /messages/{message}",
    input: { message: messageId, text },
    frame: { word: "edit", fields: { messageId, text } },
  }),
  delete: ({ messageId }) => ({
    endpoint: "DELETE /messages/{message}",
    input: { message: messageId },
    frame: { word: "delete", fields: { messageId } },
  }),
  react: reaction("PUT", true),
  unreact: reaction("DELETE", false),
  pin: pin("PUT", true),
  unpin: pin("DELETE", false),
  forward: ({ messageId, otherRoomId, clientId }) => ({
    endpoint: "POST /messages/{message}/forward",
    input: { message: messageId, roomId: otherRoomId, clientId },
    frame: { word: "forward", fields: { messageId, roomId: otherRoomId, clientId } },
  }),
  "mark read": ({ roomId, seq }) => ({
    endpoint: "POST /rooms/{room}/read",
    input: { room: roomId, lastReadSeq: seq },
    frame: { word: "read", fields: { roomId, lastReadSeq: seq } },
  }),
  "mark unread": ({ roomId, seq }) => ({
    endpoint: "POST /rooms/{room}/read",
    input: { room: roomId, lastReadSeq: seq, force: true },
    frame: { word: "read", fields: { roomId, lastReadSeq: seq, force: true } },
  }),
  "move into a thread": ({ rootId, messageId }) => ({
    endpoint: "POST /messages/{message}/thread/move",
    input: { message: rootId, messageIds: [messageId] },
  }),
  "move out of a thread": ({ replyId }) => ({
    endpoint: "DELETE /messages/{message}/thread",
    input: { message: replyId },
  }),
  "read a thread": ({ rootId, seq }) => ({
    endpoint: "POST /messages/{message}/thread/read",
    input: { message: rootId, lastReadSeq: seq },
  }),
  "mark a thread unread": ({ rootId, seq }) => ({
    endpoint: "POST /messages/{message}/thread/read",
    input: { message: rootId, lastReadSeq: seq, force: true },
  }),
  "read all threads": ({ roomId }) => ({ endpoint: "POST /me/threads/read", input: { room: roomId } }),
  follow: ({ rootId }) => ({ endpoint: "PUT /messages/{message}/follow", input: { message: rootId } }),
  "stop following": ({ rootId }) => ({
    endpoint: "DELETE /messages/{message}/follow",
    input: { message: rootId },
  }),
  "follow all threads": ({ roomId }) => ({
    endpoint: "PATCH /rooms/{room}/me",
    input: { room: roomId, followThreads: true },
  }),
  search: ({ word }) => ({ endpoint: "GET /search", input: { q: word, limit: 200 } }),
  "search files": () => ({ endpoint: "GET /search/files", input: { q: "plan", limit: 200 } }),
  join: ({ roomId }) => ({ endpoint: "POST /rooms/{room}/join", input: { room: roomId } }),
  leave: ({ roomId }) => ({ endpoint: "POST /rooms/{room}/leave", input: { room: roomId } }),
  add: ({ roomId, userId }) => ({
    endpoint: "POST /rooms/{room}/members",
    input: { room: roomId, userIds: [userId] },
  }),
  remove: ({ roomId, userId }) => ({
    endpoint: "DELETE /rooms/{room}/members/{user}",
    input: { room: roomId, user: userId },
  }),
  "make moderator": ({ roomId, userId }) => ({
    endpoint: "PUT /rooms/{room}/members/{user}",
    input: { room: roomId, user: userId, role: "moderator" },
  }),
  rename: patch(({ text }) => ({ name: `room ${text}` })),
  archive: patch(() => ({ archived: true })),
  restore: patch(() => ({ archived: false })),
  "hide history": patch(() => ({ history: "hidden" })),
  "show history": patch(() => ({ history: "shown" })),
} satisfies Record<string, (scene: Scene) => Query>;

export type ActionName = keyof typeof ACTIONS;

/** Relative frequency of each action. */
const WEIGHTS: Record<ActionName, number> = {
  send: 14,
  reply: 4,
  "reply in a thread": 8,
  "reply in thread and room": 3,
  "send files": 5,
  "remove a file": 2,
  edit: 9,
  "edit another's": 2,
  delete: 5,
  react: 6,
  unreact: 3,
  pin: 4,
  unpin: 2,
  forward: 4,
  "mark read": 4,
  "mark unread": 2,
  "move into a thread": 4,
  "move out of a thread": 4,
  "read a thread": 3,
  "mark a thread unread": 2,
  "read all threads": 1,
  follow: 2,
  "stop following": 2,
  "follow all threads": 1,
  search: 3,
  "search files": 2,
  join: 4,
  leave: 1,
  add: 3,
  remove: 2,
  "make moderator": 1,
  rename: 2,
  archive: 1,
  restore: 4,
  "hide history": 1,
  "show history": 2,
};

export const NAMES = Object.keys(ACTIONS) as ActionName[];
/** Each act as often as it is to be drawn. */
export const DRAWN: ActionName[] = NAMES.flatMap((name) => Array<ActionName>(WEIGHTS[name]).fill(name));
