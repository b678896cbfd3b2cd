// The shapes that leave the server, for every door and for the browser. What each field means stands in schemas.ts;
// Bots and scripts rely on every name: change one only on purpose.

import type { z } from "zod";
import type * as schemas from "./schemas";

export type WorkspaceRole = z.infer<typeof schemas.workspaceRole>;
export type PresenceStatus = z.infer<typeof schemas.standing>;
export type RoomKind = z.infer<typeof schemas.roomKind>;
export type RoomRole = z.infer<typeof schemas.roomRole>;
export type Notify = z.infer<typeof schemas.notify>;
export type Posting = z.infer<typeof schemas.posting>;
export type History = z.infer<typeof schemas.history>;
export type JoinMethod = z.infer<typeof schemas.entry>;

export type WorkspaceView = z.infer<typeof schemas.workspace>;

/** A person as others see them. */
export type UserView = z.infer<typeof schemas.user>;

/** The same in the list of people, with the email for those who may see it. */
export type DirectoryUserView = z.infer<typeof schemas.directoryUser>;

/** One's own account, with its own settings. */
export type AccountView = z.infer<typeof schemas.account>;

/** Do not disturb by schedule, in the person's own time zone. */
export type QuietHours = z.infer<typeof schemas.quietHours>;

export type TokensView = z.infer<typeof schemas.tokens>;
export type SignedInView = z.infer<typeof schemas.signedIn>;

/** Somebody who is there. */
export type PresenceView = z.infer<typeof schemas.presence>;

/** The little of a person that a message or a conversation's title needs. */
export type PersonView = z.infer<typeof schemas.person>;

/** A room as it is the same for every reader. */
export type RoomView = z.infer<typeof schemas.room>;

/** A room with one's own state in it. `role` is null for those who are not in it; then the rest is empty too. */
export type MyRoomView = z.infer<typeof schemas.myRoom>;

export type MemberView = z.infer<typeof schemas.member>;

export type MembershipChangeView = z.infer<typeof schemas.membershipChange>;

/** A folder of one's own sidebar. */
export type FolderView = z.infer<typeof schemas.folder>;

/** What one has typed in a room and not sent. */
export type DraftView = z.infer<typeof schemas.draft>;

/** That there is a draft in a room, and how new it is. */
export type DraftHead = z.infer<typeof schemas.draftHead>;

/** A room as administrators see it. */
export type AdminRoomView = z.infer<typeof schemas.adminRoom>;

/** A room that a person is in, as administrators see it. */
export type RoomOfPersonView = z.infer<typeof schemas.roomOfPerson>;

/** Whom a list of names means. */
export type FoundPeopleView = z.infer<typeof schemas.foundPeople>;

/** What a system message tells, so that each reader hears it in their own language. */
export type RoomEvent = z.infer<typeof schemas.roomEvent>;

/** A message. The same for every reader; live frames leave out what is null or empty. */
export type MessageView = z.infer<typeof schemas.message>;

export type RevisionView = z.infer<typeof schemas.revision>;

/** Who has read a message, to whom it was delivered, and who waits for it. */
export type ReceiptsView = z.infer<typeof schemas.receipts>;

/** The answer to a retry by a sender who has left the room since. */
export type MessageReceipt = z.infer<typeof schemas.messageReceipt>;

export type MessagePage = z.infer<typeof schemas.messagePage>;

export type Page<T> = { items: T[]; nextCursor: string | null };

export type RoomHeads = Record<string, { seq: number; rev: number }>;

export type SyncView = z.infer<typeof schemas.syncAnswer>;

export type ApiTokenView = z.infer<typeof schemas.apiToken>;
export type NewApiTokenView = z.infer<typeof schemas.newApiToken>;

export type ResetView = z.infer<typeof schemas.reset>;
export type NewPasskeyView = z.infer<typeof schemas.newPasskey>;
export type ProofView = z.infer<typeof schemas.proof>;
export type PasskeyView = z.infer<typeof schemas.passkey>;

/** A log-in on one device. */
export type SessionView = z.infer<typeof schemas.session>;

export type InvitationView = z.infer<typeof schemas.invitation>;
export type NewInvitationView = z.infer<typeof schemas.newInvitation>;

/** A way to set a new password: one use, one hour. */
export type ResetLinkView = z.infer<typeof schemas.resetLink>;

/** A person as administrators see them. */
export type AdminPersonView = z.infer<typeof schemas.adminPerson>;

export type AuditEntryView = z.infer<typeof schemas.auditEntry>;

/** How people come in, as administrators set it. */
export type WorkspaceSettingsView = z.infer<typeof schemas.workspaceSettings>;
