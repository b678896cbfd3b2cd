// Types of everything that leaves the server, for every door and for the browser. schemas/ documents the fields.
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

export type FirstStepsView = z.infer<typeof schemas.firstSteps>;
export type WorkspaceView = z.infer<typeof schemas.workspace>;

/** A person as others see them. */
export type UserView = z.infer<typeof schemas.user>;

/** A person in the directory, with the email for readers who may see it. */
export type DirectoryUserView = z.infer<typeof schemas.directoryUser>;

/** The caller's own account, with its settings. */
export type AccountView = z.infer<typeof schemas.account>;

/** Do-not-disturb schedule in the person's own time zone. */
export type QuietHours = z.infer<typeof schemas.quietHours>;

export type TokensView = z.infer<typeof schemas.tokens>;
export type SignedInView = z.infer<typeof schemas.signedIn>;

/** A person who is online or away. */
export type PresenceView = z.infer<typeof schemas.presence>;

/** The short form of a person in a message or a conversation's title. */
export type PersonView = z.infer<typeof schemas.person>;

/** A room as every reader sees it. */
export type RoomView = z.infer<typeof schemas.room>;

/** A room with the reader's own state. For non-members `role` is null, and the rest is empty. */
export type MyRoomView = z.infer<typeof schemas.myRoom>;

export type CheckView = z.infer<typeof schemas.check>;
export type ConfirmationView = z.infer<typeof schemas.confirmation>;
export type OwnConfirmationView = z.infer<typeof schemas.ownConfirmation>;
export type ConfirmationOfView = z.infer<typeof schemas.confirmationPage>["items"][number];
export type PollView = z.infer<typeof schemas.poll>;
export type PollVoteView = z.infer<typeof schemas.pollVote>;

/** A link above a room's messages. */
export type BookmarkView = z.infer<typeof schemas.bookmark>;

export type MemberView = z.infer<typeof schemas.member>;

/** An emoji of the workspace, for the list of them. */
export type CustomEmojiView = z.infer<typeof schemas.customEmoji>;

/** The short form of an emoji, deleted ones too, by which messages are drawn. */
export type EmojiImageView = z.infer<typeof schemas.emojiImage>;

/** People who are mentioned by one handle. */
export type GroupView = z.infer<typeof schemas.group>;

/** A group in another one. */
export type NestedGroupView = z.infer<typeof schemas.nestedGroup>;

/** A group with its members. */
export type GroupDetailsView = z.infer<typeof schemas.groupDetails>;

/** A group as a message keeps it. */
export type NamedGroupView = z.infer<typeof schemas.namedGroup>;

export type MembershipChangeView = z.infer<typeof schemas.membershipChange>;

/** A folder of the caller's sidebar. */
export type FolderView = z.infer<typeof schemas.folder>;

/** Unsent text of the caller in a room. */
export type DraftView = z.infer<typeof schemas.draft>;

/** A reminder of the caller. */
export type ReminderView = z.infer<typeof schemas.reminder>;
export type ReminderRepeat = z.infer<typeof schemas.reminderRepeat>;

/** The short form of a reminder, which marks its message and its notes. */
export type ReminderHead = z.infer<typeof schemas.reminderHead>;

/** A message of the caller that is sent later. */
export type ScheduledView = z.infer<typeof schemas.scheduledMessage>;

/** Why a scheduled message was not sent. */
export type ScheduledReason = z.infer<typeof schemas.scheduledReason>;

/** Version of the draft in a room, or in a thread. */
export type DraftHead = z.infer<typeof schemas.draftHead> & { threadId?: string | undefined };
export type ThreadDraftHead = z.infer<typeof schemas.threadDraftHead>;

/** A room as administrators see it. */
export type AdminRoomView = z.infer<typeof schemas.adminRoom>;

/** A room of a person, as administrators see it. */
export type RoomOfPersonView = z.infer<typeof schemas.roomOfPerson>;

/** Result of resolving a list of names. */
export type FoundPeopleView = z.infer<typeof schemas.foundPeople>;

/** Event of a system message, for translation by its readers. */
export type RoomEvent = z.infer<typeof schemas.roomEvent>;

/** A file, in a message or uploaded to be sent with one. */
export type AttachmentView = z.infer<typeof schemas.attachment>;

/** A file in a message of a room, as lists of files have it. */
export type SentFileView = z.infer<typeof schemas.sentFile>;

/** A message that a search found. */
export type SearchHitView = z.infer<typeof schemas.searchHit>;
export type SearchPage = z.infer<typeof schemas.searchPage>;
/** A file that a search found. */
export type FileHitView = z.infer<typeof schemas.fileHit>;
export type SearchFilePage = z.infer<typeof schemas.searchFilePage>;
export type SearchSuggestionsView = z.infer<typeof schemas.searchSuggestions>;

/** A preview of a link in a message. */
export type CardView = z.infer<typeof schemas.card>;

/** A message, the same for every reader; live frames leave out null and empty fields. */
export type MessageView = z.infer<typeof schemas.message>;

/** The replies to a message, as its root carries them. */
export type ThreadSummaryView = z.infer<typeof schemas.threadSummary>;
/** The caller's own state in a thread. */
export type ThreadState = z.infer<typeof schemas.threadState>;
/** A thread that the caller follows. */
export type MyThreadView = z.infer<typeof schemas.myThread>;

export type RevisionView = z.infer<typeof schemas.revision>;

/** A line of the reader's Activity. */
export type ActivityView = z.infer<typeof schemas.activity>;
export type ActivityKind = ActivityView["kind"];
/** The same in short. */
export type ActivityHead = z.infer<typeof schemas.activityHead>;

/** People who have read a message, received it, or not yet. */
export type ReceiptsView = z.infer<typeof schemas.receipts>;

/** Answer to a retry by a sender who has left the room since. */
export type MessageReceipt = z.infer<typeof schemas.messageReceipt>;

export type MessagePage = z.infer<typeof schemas.messagePage>;

export type Page<T> = { items: T[]; nextCursor: string | null };

export type RoomHeads = Record<string, { seq: number; rev: number }>;

export type SyncView = z.infer<typeof schemas.syncAnswer>;

/** The caller's notification settings for all rooms. */
export type NotificationSettingsView = z.infer<typeof schemas.notificationSettings>;

/** A device of the caller that gets pushes. */
export type PushDeviceView = z.infer<typeof schemas.pushDevice>;
/** Result of a test push. */
export type PushTestView = z.infer<typeof schemas.pushTest>;
/** Why the caller was, or was not, told of a message. */
export type MessageNotificationView = z.infer<typeof schemas.messageNotification>;
/** The mails about messages that an unsubscribe link is about. */
export type MailSubscriptionView = z.infer<typeof schemas.mailSubscription>;

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

/** A link for a new password: one use, one hour. */
export type ResetLinkView = z.infer<typeof schemas.resetLink>;

/** A person as administrators see them. */
export type AdminPersonView = z.infer<typeof schemas.adminPerson>;

export type AuditEntryView = z.infer<typeof schemas.auditEntry>;

/** Registration and log-in policy, as administrators set it. */
/** The use of the storage, and the room that is left. */
export type StorageView = z.infer<typeof schemas.storage>;
/** The state of the workspace, for administrators. */
export type OverviewView = z.infer<typeof schemas.overview>;
export type StorageKind = StorageView["kinds"][number]["kind"];
/** A person with what their files use. */
export type StorageUserView = z.infer<typeof schemas.storageUser>;

export type WorkspaceSettingsView = z.infer<typeof schemas.workspaceSettings>;

/** Counts of the background jobs of one kind: those that wait, run, and were given up. */
export type JobCounts = { kind: string; waiting: number; running: number; failed: number };

/** A background job whose last attempt failed. `failedAt` is null while it is tried again at `runAt`. */
export type FailingJobView = {
  id: string;
  kind: string;
  attempts: number;
  error: string;
  runAt: string;
  failedAt: string | null;
  /** False where its input was erased when it was given up. */
  canRetry: boolean;
};

/** Background work, for administrators. */
export type JobsView = { counts: JobCounts[]; failing: FailingJobView[] };
