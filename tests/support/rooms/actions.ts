import { LIMITS } from "@/lib/shared/limits";
import type { History, Posting } from "@/lib/shared/views";
import { CARD_IMAGE } from "./cards";
import type { ActName } from "./oracle";

/** Targets of an action: a room, members, other people, and messages. */
export type Scene = {
  roomId: string;
  /** Of rooms that have one. */
  roomName: string | null;
  externalId: string;
  /** Owner of the room; of a direct conversation the other one. */
  ownerId: string;
  /** A plain member; in a direct conversation the other one. */
  memberId: string;
  newcomerId: string;
  /** The acting person, if there is one. */
  meId: string;
  messageId: string;
  ownMessageId: string;
  /** The file in each of them. */
  fileId: string;
  ownFileId: string;
  /** A message of a room of the same people. */
  elsewhereId: string;
  /** The one bookmark of the room. */
  bookmarkId: string;
  /** Parameters with a choice; by default the usual value. */
  password?: string;
  posting?: Posting;
  history?: History;
};

type RoomTestAction = {
  /** Its place in REST; the operation behind it is what the other doors call. */
  endpoint: string;
  input: (scene: Scene) => Record<string, unknown>;
  /** The frame of the sockets that asks the same. */
  frame?: { word: string; fields: (scene: Scene) => object };
};

const room = ({ roomId }: Scene) => ({ room: roomId });
let count = 0;
const fresh = () => `Fresh ${++count}`;

const patch = (fields: (scene: Scene) => object): RoomTestAction => ({
  endpoint: "PATCH /rooms/{room}",
  input: (scene) => ({ ...room(scene), ...fields(scene) }),
});

const placed = (method: string, user: (scene: Scene) => string, fields: object = {}): RoomTestAction => ({
  endpoint: `${method} /rooms/{room}/members/{user}`,
  input: (scene) => ({ ...room(scene), user: user(scene), ...fields }),
});

type Input = (scene: Scene) => { message: string } & Record<string, unknown>;

/** Something about one message, and the word for it on a socket, where there is one. */
function about(endpoint: string, input: Input, word?: string, more: object = {}): RoomTestAction {
  if (!word) return { endpoint, input };
  const fields = (scene: Scene) => {
    const { message, ...rest } = input(scene);
    return { messageId: message, ...rest, ...more };
  };
  return { endpoint, input, frame: { word, fields } };
}

const first: Input = ({ messageId }) => ({ message: messageId });
const own: Input = ({ ownMessageId }) => ({ message: ownMessageId });
const thumb: Input = (scene) => ({ ...first(scene), emoji: "👍" });

const HOUR_MS = 3_600_000;
const FAR = "9999-12-31T00:00:00.000Z";

/** The password of rooms that have one. */
export const SESAME = "open sesame";
/** Another one. */
export const BARLEY = "open barley";

export const ACTIONS: Record<ActName, RoomTestAction> = {
  "read the room": { endpoint: "GET /rooms/{room}", input: room },
  "list its members": { endpoint: "GET /rooms/{room}/members", input: room },
  "read a member": placed("GET", ({ ownerId }) => ownerId),
  "read its history of members": { endpoint: "GET /rooms/{room}/membership-changes", input: room },
  "list messages": { endpoint: "GET /rooms/{room}/messages", input: room },
  "read a message": {
    endpoint: "GET /messages/{message}",
    input: ({ messageId }) => ({ message: messageId }),
  },
  "read one's own message": {
    endpoint: "GET /messages/{message}",
    input: ({ ownMessageId }) => ({ message: ownMessageId }),
  },
  "read a file": { endpoint: "GET /files/{file}", input: ({ fileId }) => ({ file: fileId }) },
  "list its files": { endpoint: "GET /rooms/{room}/files", input: room },
  "search its messages": { endpoint: "GET /search", input: (scene) => ({ ...room(scene), q: "hello" }) },
  "search its files": { endpoint: "GET /search/files", input: (scene) => ({ ...room(scene), q: "hello" }) },
  "take a file out of one's message": about(
    "DELETE /messages/{message}/attachments/{file}",
    ({ ownMessageId, ownFileId }) => ({ message: ownMessageId, file: ownFileId }),
  ),
  "take a file out of another's message": about(
    "DELETE /messages/{message}/attachments/{file}",
    ({ messageId, fileId }) => ({ message: messageId, file: fileId }),
  ),
  "read a card's picture": about("GET /messages/{message}/cards/images/{image}", ({ messageId }) => ({
    message: messageId,
    image: CARD_IMAGE,
  })),
  "remove a card of one's message": about("DELETE /messages/{message}/cards/{card}", ({ ownMessageId }) => ({
    message: ownMessageId,
    card: 0,
  })),
  "remove a card of another's message": about("DELETE /messages/{message}/cards/{card}", ({ messageId }) => ({
    message: messageId,
    card: 0,
  })),
  send: {
    endpoint: "POST /rooms/{room}/messages",
    input: (scene) => ({ ...room(scene), text: "hello" }),
    frame: { word: "message", fields: ({ roomId }) => ({ roomId, text: "hello" }) },
  },
  "send a reply into another room": {
    endpoint: "POST /rooms/{room}/messages",
    input: (scene) => ({ ...room(scene), text: "so", replyToId: scene.elsewhereId }),
    frame: {
      word: "message",
      fields: ({ roomId, elsewhereId }) => ({ roomId, text: "so", replyToId: elsewhereId }),
    },
  },
  "forward a message here": about(
    "POST /messages/{message}/forward",
    ({ messageId, roomId }) => ({ message: messageId, roomId }),
    "forward",
  ),
  "edit one's message": about(
    "PATCH /messages/{message}",
    ({ ownMessageId }) => ({ message: ownMessageId, text: "other" }),
    "edit",
  ),
  "edit another's message": about(
    "PATCH /messages/{message}",
    ({ messageId }) => ({ message: messageId, text: "other" }),
    "edit",
  ),
  "delete one's message": about(
    "DELETE /messages/{message}",
    ({ ownMessageId }) => ({ message: ownMessageId }),
    "delete",
  ),
  "delete another's message": about(
    "DELETE /messages/{message}",
    ({ messageId }) => ({ message: messageId }),
    "delete",
  ),
  "react to a message": about("PUT /messages/{message}/reactions/{emoji}", thumb, "react", { on: true }),
  "take a reaction away": about("DELETE /messages/{message}/reactions/{emoji}", thumb, "react", {
    on: false,
  }),
  "list who reacted": about("GET /messages/{message}/reactions/{emoji}", thumb),
  "check an item": about(
    "PUT /messages/{message}/checklist/{item}",
    (scene) => ({ ...first(scene), item: 1, checked: true }),
    "check",
  ),
  "confirm a message": about("PUT /messages/{message}/confirmation", first, "confirm", { on: true }),
  "take a confirmation back": about("DELETE /messages/{message}/confirmation", first, "confirm", {
    on: false,
  }),
  "read one's confirmation": about("GET /messages/{message}/confirmation", first),
  "list who confirmed one's message": about("GET /messages/{message}/confirmations", own),
  "list who confirmed another's message": about("GET /messages/{message}/confirmations", first),
  "export who confirmed another's message": about("GET /messages/{message}/confirmations.csv", first),
  "remind to confirm one's message": about("POST /messages/{message}/confirmations/remind", own),
  "remind to confirm another's message": about("POST /messages/{message}/confirmations/remind", first),
  "vote in a poll": about(
    "PUT /messages/{message}/poll/vote",
    (scene) => ({ ...first(scene), optionIds: [1] }),
    "vote",
  ),
  "read one's vote in a poll": about("GET /messages/{message}/poll/vote", first),
  "list who voted": about("GET /messages/{message}/poll/options/{option}/voters", (scene) => ({
    ...first(scene),
    option: 1,
  })),
  "close one's poll": about(
    "PUT /messages/{message}/poll/closed",
    ({ ownMessageId }) => ({ message: ownMessageId }),
    "close_poll",
  ),
  "close another's poll": about("PUT /messages/{message}/poll/closed", first, "close_poll"),
  "pin a message": about("PUT /messages/{message}/pin", first, "pin", { on: true }),
  "unpin a message": about("DELETE /messages/{message}/pin", first, "pin", { on: false }),
  "list pinned messages": { endpoint: "GET /rooms/{room}/pins", input: room },
  "list bookmarks": { endpoint: "GET /rooms/{room}/bookmarks", input: room },
  "add a bookmark": {
    endpoint: "POST /rooms/{room}/bookmarks",
    input: (scene) => ({ ...room(scene), url: "https://example.com/board" }),
  },
  "list what one saved here": { endpoint: "GET /rooms/{room}/saved", input: room },
  "change a bookmark": {
    endpoint: "PATCH /rooms/{room}/bookmarks/{bookmark}",
    input: (scene) => ({ ...room(scene), bookmark: scene.bookmarkId, title: "Calendar" }),
  },
  "remove a bookmark": {
    endpoint: "DELETE /rooms/{room}/bookmarks/{bookmark}",
    input: (scene) => ({ ...room(scene), bookmark: scene.bookmarkId }),
  },
  "read a thread": {
    endpoint: "GET /rooms/{room}/messages",
    input: (scene) => ({ ...room(scene), thread: scene.messageId }),
  },
  "read one's state in a thread": about("GET /messages/{message}/thread", first),
  "mark a thread as read": about("POST /messages/{message}/thread/read", (scene) => ({
    ...first(scene),
    lastReadSeq: 1,
  })),
  "move a message into a thread": about("POST /messages/{message}/thread/move", (scene) => ({
    ...first(scene),
    messageIds: [scene.ownMessageId],
  })),
  "move another's message out of a thread": about("DELETE /messages/{message}/thread", first),
  "follow a thread": about("PUT /messages/{message}/follow", first),
  "stop following a thread": about("DELETE /messages/{message}/follow", first),
  "save a message": about("PUT /messages/{message}/save", first),
  "ask to be reminded of a message": about("POST /messages/{message}/reminders", (scene) => ({
    ...first(scene),
    at: FAR,
  })),
  "ask why one was told of a message": about("GET /messages/{message}/notification", first),
  "send a message later": {
    endpoint: "POST /rooms/{room}/scheduled",
    input: (scene) => ({
      ...room(scene),
      text: "later",
      sendAt: new Date(Date.now() + HOUR_MS).toISOString(),
    }),
  },
  "take a message out of what one saved": about("DELETE /messages/{message}/save", first),
  "read one's draft": { endpoint: "GET /rooms/{room}/draft", input: room },
  "keep a draft": {
    endpoint: "PUT /rooms/{room}/draft",
    input: (scene) => ({ ...room(scene), text: "not yet" }),
  },
  "throw a draft away": { endpoint: "DELETE /rooms/{room}/draft", input: room },
  "read a message's earlier texts": about("GET /messages/{message}/history", first),
  "read who has read a message": about("GET /messages/{message}/receipts", first),
  "mark as read": {
    endpoint: "POST /rooms/{room}/read",
    input: (scene) => ({ ...room(scene), lastReadSeq: 1 }),
    frame: { word: "read", fields: ({ roomId }) => ({ roomId, lastReadSeq: 1 }) },
  },
  "change one's settings": {
    endpoint: "PATCH /rooms/{room}/me",
    input: (scene) => ({ ...room(scene), isStarred: true, notify: "nothing", mutedUntil: FAR }),
  },
  sync: {
    endpoint: "POST /sync",
    input: ({ roomId }) => ({ rooms: { [roomId]: 0 } }),
    frame: { word: "sync", fields: ({ roomId }) => ({ rooms: { [roomId]: 0 } }) },
  },
  "list one's rooms": { endpoint: "GET /rooms", input: ({ externalId }) => ({ externalId }) },
  browse: { endpoint: "GET /rooms", input: ({ externalId }) => ({ externalId, scope: "browse" }) },
  join: {
    endpoint: "POST /rooms/{room}/join",
    input: (scene) => ({ ...room(scene), password: scene.password ?? SESAME }),
  },
  leave: { endpoint: "POST /rooms/{room}/leave", input: room },
  "leave by removing oneself": placed("DELETE", ({ meId }) => meId),
  "add a person": {
    endpoint: "POST /rooms/{room}/members",
    input: (scene) => ({ ...room(scene), userIds: [scene.newcomerId] }),
  },
  "put in a person": placed("PUT", ({ newcomerId }) => newcomerId),
  "make a member moderator": placed("PUT", ({ memberId }) => memberId, { role: "moderator" }),
  "make a member owner": placed("PUT", ({ memberId }) => memberId, { role: "owner" }),
  "remove a member": placed("DELETE", ({ memberId }) => memberId),
  "remove an owner": placed("DELETE", ({ ownerId }) => ownerId),
  rename: patch(() => ({ name: fresh() })),
  "set the topic": patch(() => ({ topic: fresh() })),
  "set the description": patch(() => ({ description: fresh() })),
  "set the externalId": patch(() => ({ externalId: fresh() })),
  "set who posts": patch(({ posting = "moderators" }) => ({ posting })),
  "hide history": patch(({ history = "hidden" }) => ({ history })),
  "set the password": patch(({ password = BARLEY }) => ({ password })),
  "ask for the password again": patch(({ password = BARLEY }) => ({ password, askAgain: true })),
  open: patch(() => ({ kind: "open" })),
  "put under a password": patch(({ password = BARLEY }) => ({ kind: "password", password })),
  close: patch(({ history = "shown" }) => ({ kind: "closed", name: fresh(), history })),
  "make a group": patch(() => ({ kind: "group" })),
  archive: patch(() => ({ archived: true })),
  restore: patch(() => ({ archived: false })),
  delete: { endpoint: "DELETE /rooms/{room}", input: room },
};

/** So that no rate stands between a test and what it asks many thousand times. */
export const PLENTY = { points: 1_000_000_000, duration: LIMITS.accessTokenSeconds };
