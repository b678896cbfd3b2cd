// The shapes that leave the server, for every door and for the browser. CONTRACT: change a name only on purpose.

export type WorkspaceRole = "administrator" | "member" | "guest";
export type RoomKind = "open" | "password" | "closed" | "group" | "direct";
export type RoomRole = "owner" | "moderator" | "member";
export type Notify = "everything" | "mentions" | "nothing";
export type Registration = "open" | "invite";

export type WorkspaceView = { name: string; registration: Registration };

/** A person as others see them. */
export type UserView = {
  id: string;
  username: string;
  displayName: string;
  avatarUrl: string | null;
  role: WorkspaceRole;
  isBot: boolean;
  isOnline: boolean;
  lastSeenAt: string | null;
  statusText: string;
  statusEmoji: string;
};

/** One's own account, with its own settings. */
export type AccountView = UserView & { email: string | null; locale: string | null; timeZone: string | null };

export type TokensView = {
  accessToken: string;
  refreshToken: string;
  /** Seconds until the access token expires. */
  expiresIn: number;
};

export type SignedInView = TokensView & { user: AccountView };

/** The little of a person that a message or a conversation's title needs. */
export type PersonView = { id: string; username: string; displayName: string; isBot: boolean };

/** A room as anyone who may know of it sees it. */
export type RoomView = {
  id: string;
  kind: RoomKind;
  name: string | null;
  topic: string;
  externalId: string | null;
  memberCount: number;
  createdAt: string;
  archivedAt: string | null;
  seq: number;
  rev: number;
  /** `group` and `direct` have no name of their own: the other people in it, at most eight. */
  people: PersonView[];
};

/** A room with one's own state in it. `role` is null for those who are not in it; then the rest is empty too. */
export type MyRoomView = RoomView & {
  role: RoomRole | null;
  notify: Notify;
  lastReadSeq: number;
  unreadCount: number;
  mentionCount: number;
  lastMessage: MessageView | null;
};

export type MemberView = {
  user: UserView;
  role: RoomRole;
  joinedAt: string;
  lastReadSeq: number;
  lastDeliveredSeq: number;
};

/** What a system message tells, so that each reader hears it in their own language. */
export type RoomEvent =
  | { type: "joined"; names: string[] }
  | { type: "added"; names: string[] }
  | { type: "left"; names: string[] };

/** A message. The same for every reader; live frames leave out what is null or empty. */
export type MessageView = {
  id: string;
  roomId: string;
  seq: number;
  rev: number;
  sender: PersonView;
  kind: "user" | "system";
  text: string;
  event: RoomEvent | null;
  mentions: { userIds: string[]; here: boolean; all: boolean };
  replyTo: { id: string; seq: number } | null;
  forwardedFrom: { messageId: string; senderName: string; sentAt: string } | null;
  attachments: never[];
  reactions: { emoji: string; count: number; userIds: string[] }[];
  isPinned: boolean;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  clientId: string;
};

/** The answer to a retry by a sender who has left the room since. */
export type MessageReceipt = Pick<MessageView, "id" | "roomId" | "seq" | "rev" | "clientId">;

export type MessagePage = { items: MessageView[]; hasOlder: boolean; hasNewer: boolean };

export type Page<T> = { items: T[]; nextCursor: string | null };

export type RoomHeads = Record<string, { seq: number; rev: number }>;

export type SyncView = {
  userRev: number;
  rooms: { room: MyRoomView; prevRev: number; rev: number; items: MessageView[] }[];
  gained: MyRoomView[];
  lost: string[];
  nextCursor: string | null;
};
