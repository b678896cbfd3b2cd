import type { Operation } from "@/lib/core/operation";
import type { SignedInView } from "@/lib/shared/views";
import { logIn } from "../domain/accounts/log-in";
import { logOut } from "../domain/accounts/log-out";
import { refreshTokens } from "../domain/accounts/refresh-tokens";
import { register } from "../domain/accounts/register";
import { listMessages } from "../domain/messages/list-messages";
import { readMessage } from "../domain/messages/read-message";
import { type Sent, sendMessage } from "../domain/messages/send-message";
import { sync } from "../domain/messages/sync";
import { listUsers } from "../domain/people/list-users";
import { readAccount } from "../domain/people/read-account";
import { readUser } from "../domain/people/read-user";
import { updateAccount } from "../domain/people/update-account";
import { createRoom } from "../domain/rooms/create-room";
import { joinRoom } from "../domain/rooms/join-room";
import { leaveRoom } from "../domain/rooms/leave-room";
import { listMembers } from "../domain/rooms/list-members";
import { listRooms } from "../domain/rooms/list-rooms";
import { markRead } from "../domain/rooms/mark-read";
import { readRoom } from "../domain/rooms/read-room";
import { startDirect } from "../domain/rooms/start-direct";
import { readWorkspace } from "../domain/workspace/read-workspace";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** One operation's place in REST. */
export type Endpoint = {
  method: Method;
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: the table holds operations of every input and output
  operation: Operation<any, any>;
  /** The answer's status, or how the answer tells it. */
  status: number | ((out: unknown) => number);
  /** What of the operation's result is the answer, where it isn't all of it. */
  body?: (out: unknown) => unknown;
  /** The name of the answer's shape in lib/shared/views, for the OpenAPI document. */
  answer: string;
};

const signedIn = (out: unknown) => {
  const { sessionId: _, ...view } = out as SignedInView & { sessionId: string };
  return view;
};

/**
 * The registry of operations: every operation that REST reaches, with its place. The route handlers, the OpenAPI document
 * and the table of strangers' tests all read this.
 */
export const ENDPOINTS: Endpoint[] = [
  {
    method: "POST",
    path: "/auth/register",
    operation: register,
    status: 201,
    body: signedIn,
    answer: "SignedIn",
  },
  { method: "POST", path: "/auth/login", operation: logIn, status: 200, body: signedIn, answer: "SignedIn" },
  { method: "POST", path: "/auth/refresh", operation: refreshTokens, status: 200, answer: "Tokens" },
  { method: "POST", path: "/auth/logout", operation: logOut, status: 204, answer: "Nothing" },

  { method: "GET", path: "/workspace", operation: readWorkspace, status: 200, answer: "Workspace" },
  { method: "GET", path: "/me", operation: readAccount, status: 200, answer: "Account" },
  { method: "PATCH", path: "/me", operation: updateAccount, status: 200, answer: "Account" },
  { method: "GET", path: "/users", operation: listUsers, status: 200, answer: "UserPage" },
  { method: "GET", path: "/users/{user}", operation: readUser, status: 200, answer: "User" },

  { method: "GET", path: "/rooms", operation: listRooms, status: 200, answer: "RoomPage" },
  { method: "POST", path: "/rooms", operation: createRoom, status: 201, answer: "Room" },
  {
    method: "POST",
    path: "/rooms/direct",
    operation: startDirect,
    status: (out) => ((out as { isNew: boolean }).isNew ? 201 : 200),
    body: (out) => (out as { room: unknown }).room,
    answer: "Room",
  },
  { method: "GET", path: "/rooms/{room}", operation: readRoom, status: 200, answer: "Room" },
  { method: "POST", path: "/rooms/{room}/join", operation: joinRoom, status: 200, answer: "Room" },
  { method: "POST", path: "/rooms/{room}/leave", operation: leaveRoom, status: 204, answer: "Nothing" },
  { method: "GET", path: "/rooms/{room}/members", operation: listMembers, status: 200, answer: "MemberPage" },
  { method: "POST", path: "/rooms/{room}/read", operation: markRead, status: 204, answer: "Nothing" },

  {
    method: "GET",
    path: "/rooms/{room}/messages",
    operation: listMessages,
    status: 200,
    answer: "MessagePage",
  },
  {
    method: "POST",
    path: "/rooms/{room}/messages",
    operation: sendMessage,
    status: (out) => ((out as Sent).isNew ? 201 : 200),
    body: (out) => (out as Sent).message,
    answer: "Message",
  },
  { method: "GET", path: "/messages/{message}", operation: readMessage, status: 200, answer: "Message" },
  { method: "POST", path: "/sync", operation: sync, status: 200, answer: "Sync" },
];
