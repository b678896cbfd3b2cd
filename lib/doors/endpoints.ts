import type { Actor } from "@/lib/core/actor";
import type { Operation } from "@/lib/core/operation";
import type { SignedInView } from "@/lib/shared/views";
import { beginProof, confirmIdentity, readProof } from "../domain/accounts/confirm-identity";
import { logIn } from "../domain/accounts/login/log-in";
import { beginPasskeyLogIn, finishPasskeyLogIn } from "../domain/accounts/login/log-in-by-passkey";
import { logOut } from "../domain/accounts/login/log-out";
import { changePassword } from "../domain/accounts/passwords/change-password";
import { makeResetLink } from "../domain/accounts/passwords/make-reset-link";
import { readReset, resetPassword } from "../domain/accounts/passwords/password-reset";
import { requestPasswordReset } from "../domain/accounts/passwords/request-password-reset";
import { register } from "../domain/accounts/register";
import {
  beginPasskey,
  finishPasskey,
  listPasskeys,
  removePasskey,
} from "../domain/accounts/second-factor/passkeys";
import { readSetup } from "../domain/accounts/second-factor/read-setup";
import { renewRecoveryCodes } from "../domain/accounts/second-factor/renew-recovery-codes";
import { beginTotp, confirmTotp, disableTotp } from "../domain/accounts/second-factor/totp";
import { createApiToken, listApiTokens, revokeApiToken } from "../domain/accounts/sessions/api-token";
import { refreshTokens } from "../domain/accounts/sessions/refresh-tokens";
import { endOneSession, endOtherSessions, listSessions } from "../domain/accounts/sessions/sessions";
import { listActivity, listUnreadActivity } from "../domain/activity/list-activity";
import { markActivityRead, markActivityUnread } from "../domain/activity/mark-activity";
import { addToRooms } from "../domain/administration/add-to-rooms";
import { exportAuditEntries, listAuditEntries } from "../domain/administration/audit-log";
import { deactivatePerson } from "../domain/administration/deactivate-person";
import { deletePerson } from "../domain/administration/delete-person";
import { exportPeople } from "../domain/administration/export-people";
import { findPeople } from "../domain/administration/find-people";
import { listPeople } from "../domain/administration/list-people";
import { readOverview } from "../domain/administration/overview/read-overview";
import {
  changeRole,
  createPerson,
  endPersonSessions,
  reactivatePerson,
  readPerson,
  resetSecondFactor,
} from "../domain/administration/people";
import { listAllRooms, listRoomsOfPerson, readRoomAsAdministrator } from "../domain/administration/rooms";
import { listStorageUsers, readStorage } from "../domain/administration/storage";
import { readCardImage } from "../domain/cards/read-card-image";
import { removeCard } from "../domain/cards/remove-card";
import { checkItem } from "../domain/checklists/check-item";
import { confirmMessage, readConfirmation, unconfirmMessage } from "../domain/confirmations/confirm-message";
import { exportConfirmations } from "../domain/confirmations/export-confirmations";
import { listAwaited } from "../domain/confirmations/list-awaited";
import { listConfirmations } from "../domain/confirmations/list-confirmations";
import { remindToConfirm } from "../domain/confirmations/remind-to-confirm";
import { listDrafts, readDraft } from "../domain/drafts/read-drafts";
import { deleteDraft, saveDraft } from "../domain/drafts/save-draft";
import { createEmoji } from "../domain/emoji/create-emoji";
import { deleteEmoji } from "../domain/emoji/delete-emoji";
import { listEmoji, listEmojiImages } from "../domain/emoji/list-emoji";
import { readEmojiImage } from "../domain/emoji/read-emoji-image";
import { updateEmoji } from "../domain/emoji/update-emoji";
import { deleteFile } from "../domain/files/delete-file";
import { listMyFiles, listRoomFiles } from "../domain/files/list-files";
import { readFile } from "../domain/files/read-file";
import { readThumbnail } from "../domain/files/read-thumbnail";
import { updateFile } from "../domain/files/update-file";
import { createFile } from "../domain/files/upload/create-file";
import { createGroup } from "../domain/groups/create-group";
import { deleteGroup } from "../domain/groups/delete-group";
import { addGroupMember, nestGroup, removeGroupMember, unnestGroup } from "../domain/groups/group-members";
import { listGroups } from "../domain/groups/list-groups";
import { readGroup } from "../domain/groups/read-group";
import { updateGroup } from "../domain/groups/update-group";
import { createInvitation, listInvitations, revokeInvitation } from "../domain/invitations/invitations";
import { mailInvitations } from "../domain/invitations/mail-invitations";
import { deleteMessage } from "../domain/messages/edit/delete-message";
import { editMessage } from "../domain/messages/edit/edit-message";
import { listRevisions } from "../domain/messages/edit/message-history";
import { removeAttachment } from "../domain/messages/edit/remove-attachment";
import { listMessages } from "../domain/messages/list-messages";
import { listSaved, listSavedHere } from "../domain/messages/list-saved";
import { listMentions } from "../domain/messages/mentions/list-mentions";
import { listPins, pinMessage, unpinMessage } from "../domain/messages/pin-message";
import { addReaction, listReactions, removeReaction } from "../domain/messages/react";
import { readMessage } from "../domain/messages/read-message";
import { readReceipts } from "../domain/messages/receipts";
import { saveMessage, unsaveMessage } from "../domain/messages/save-message";
import { forwardMessage } from "../domain/messages/send/forward-message";
import { type SendResult, sendMessage } from "../domain/messages/send/send-message";
import { sync } from "../domain/messages/sync";
import { explainNotification } from "../domain/notifications/explain-notification";
import { readNotificationSettings } from "../domain/notifications/read-settings";
import { updateNotificationSettings } from "../domain/notifications/update-settings";
import { readAvatar, removeAvatar, setAvatar } from "../domain/people/avatar";
import { listPresence } from "../domain/people/list-presence";
import { listSharedRooms } from "../domain/people/list-shared-rooms";
import { listUsers } from "../domain/people/list-users";
import { readAccount } from "../domain/people/read-account";
import { readUser } from "../domain/people/read-user";
import { updateAccount } from "../domain/people/update-account";
import { closePoll } from "../domain/polls/close-poll";
import { listVoters } from "../domain/polls/list-voters";
import { readVote, vote } from "../domain/polls/vote";
import { listPushDevices, removePushDevice, updatePushDevice } from "../domain/push/devices";
import { readPushKey } from "../domain/push/read-push-key";
import { subscribeToPush } from "../domain/push/subscribe";
import { testPushDevice } from "../domain/push/test-device";
import { createReminder, remindOfMessage } from "../domain/reminders/create-reminder";
import { deleteReminder } from "../domain/reminders/delete-reminder";
import { listReminderHeads, listReminders } from "../domain/reminders/list-reminders";
import { snoozeReminder } from "../domain/reminders/snooze-reminder";
import { updateReminder } from "../domain/reminders/update-reminder";
import { addBookmark } from "../domain/rooms/bookmarks/add-bookmark";
import { removeBookmark, updateBookmark } from "../domain/rooms/bookmarks/change-bookmark";
import { listBookmarks } from "../domain/rooms/bookmarks/list-bookmarks";
import { createRoom } from "../domain/rooms/create-room";
import { deleteRoom } from "../domain/rooms/delete-room";
import { arrangeFolders, listFolders } from "../domain/rooms/folders";
import { listRooms } from "../domain/rooms/list-rooms";
import { joinRoom } from "../domain/rooms/members/join-room";
import { leaveRoom } from "../domain/rooms/members/leave-room";
import { listMembers, readMember } from "../domain/rooms/members/list-members";
import { addMembers, removeMember, setMember } from "../domain/rooms/members/members";
import { listMembershipChanges } from "../domain/rooms/members/membership-changes";
import { readRoom } from "../domain/rooms/read-room";
import { markAllRead } from "../domain/rooms/reading/mark-all-read";
import { markRead } from "../domain/rooms/reading/mark-read";
import { setRoomSettings } from "../domain/rooms/room-settings";
import { startDirect } from "../domain/rooms/start-direct";
import { updateRoom } from "../domain/rooms/update/update-room";
import { changeScheduled } from "../domain/scheduled/change-scheduled";
import { deleteScheduled } from "../domain/scheduled/delete-scheduled";
import { listScheduled } from "../domain/scheduled/list-scheduled";
import { scheduleMessage } from "../domain/scheduled/schedule-message";
import { sendScheduled } from "../domain/scheduled/send-scheduled";
import { searchFiles } from "../domain/search/search-files";
import { searchMessages } from "../domain/search/search-messages";
import { suggestSearch } from "../domain/search/suggest-search";
import { followThread, unfollowThread } from "../domain/threads/follow-thread";
import { listThreads, listUnreadThreads } from "../domain/threads/list-threads";
import { markThreadsRead } from "../domain/threads/mark-threads-read";
import { moveToRoom, moveToThread } from "../domain/threads/move-messages";
import { markThreadRead, readThread } from "../domain/threads/read-thread";
import { readFirstSteps } from "../domain/workspace/read-first-steps";
import { readWorkspace } from "../domain/workspace/read-workspace";
import { readWorkspaceSettings } from "../domain/workspace/read-workspace-settings";
import { updateWorkspace } from "../domain/workspace/update-workspace";
import {
  readWorkspacePicture,
  removeWorkspacePicture,
  setWorkspacePicture,
} from "../domain/workspace/workspace-picture";
import { pictureResponse, readEmoji, readPicture } from "./responses/avatar-response";
import { fileResponse, readThumbnailQuery, thumbnailResponse } from "./responses/file-response";
import { tableResponse } from "./responses/table-response";
import { receiveUpload } from "./uploads/receive-upload";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** The place of an operation in REST. */
export type Endpoint = {
  method: Method;
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: the table holds operations of every input and output
  operation: Operation<any, any>;
  /** Status of the answer, or a function of the result. */
  status: number | ((out: unknown) => number);
  /** Picks the answer from the result, if it is not all of it. */
  body?: (out: unknown) => unknown;
  /** Name of the answer's schema in lib/shared/views, for the OpenAPI document. */
  answer: string;
  /** Media type of a body that is not JSON, for the OpenAPI document, and its reader. */
  takes?: string;
  read?: (request: Request) => Promise<Record<string, unknown>>;
  /** Reads a body that streams, hands the input to `act`, and releases it when `act` is done. Instead of `read`. */
  receive?: (
    request: Request,
    actor: Actor,
    act: (input: Record<string, unknown>) => Promise<Response>,
  ) => Promise<Response>;
  /** Media type of an answer that is not JSON, and its writer. */
  gives?: string;
  respond?: (out: unknown) => Response;
  /** Writer of a long answer. It calls `onEnd` when the last byte is sent, or when there is none. */
  stream?: (out: unknown, request: Request, onEnd: () => void) => Promise<Response>;
};

/** True for every POST that changes something, except signing in and out. */
export const takesIdempotencyKey = ({ method, path, operation }: Endpoint): boolean =>
  method === "POST" && operation.isKeyed && !path.startsWith("/auth/");

const signedIn = (out: unknown) => {
  const { sessionId: _, ...view } = out as SignedInView & { sessionId: string };
  return view;
};

/** Rows with their own types, from which lib/client/connection/endpoint-types.ts derives the browser's calls. */
const ROWS = [
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

  {
    method: "POST",
    path: "/auth/reset-request",
    operation: requestPasswordReset,
    status: 202,
    answer: "ResetRequest",
  },
  { method: "POST", path: "/auth/reset/read", operation: readReset, status: 200, answer: "Reset" },
  { method: "POST", path: "/auth/reset", operation: resetPassword, status: 204, answer: "Nothing" },

  { method: "POST", path: "/me/password", operation: changePassword, status: 204, answer: "Nothing" },
  {
    method: "POST",
    path: "/files",
    operation: createFile,
    status: 201,
    answer: "Attachment",
    takes: "application/octet-stream",
    receive: receiveUpload,
  },
  { method: "PATCH", path: "/files/{file}", operation: updateFile, status: 200, answer: "Attachment" },
  { method: "DELETE", path: "/files/{file}", operation: deleteFile, status: 204, answer: "Nothing" },
  {
    method: "GET",
    path: "/files/{file}",
    operation: readFile,
    status: 200,
    answer: "Bytes",
    gives: "*/*",
    stream: fileResponse,
  },
  {
    method: "GET",
    path: "/files/{file}/thumbnail",
    operation: readThumbnail,
    status: 200,
    answer: "Picture",
    read: readThumbnailQuery,
    gives: "image/*",
    stream: thumbnailResponse,
  },

  { method: "GET", path: "/me/sessions", operation: listSessions, status: 200, answer: "SessionList" },
  { method: "DELETE", path: "/me/sessions", operation: endOtherSessions, status: 200, answer: "Ended" },
  {
    method: "DELETE",
    path: "/me/sessions/{session}",
    operation: endOneSession,
    status: 204,
    answer: "Nothing",
  },
  { method: "GET", path: "/me/tokens", operation: listApiTokens, status: 200, answer: "ApiTokenList" },
  { method: "POST", path: "/me/tokens", operation: createApiToken, status: 201, answer: "NewApiToken" },
  { method: "DELETE", path: "/me/tokens/{token}", operation: revokeApiToken, status: 204, answer: "Nothing" },
  { method: "GET", path: "/me/passkeys", operation: listPasskeys, status: 200, answer: "PasskeyList" },
  {
    method: "POST",
    path: "/me/passkeys/options",
    operation: beginPasskey,
    status: 200,
    answer: "PasskeyOptions",
  },
  { method: "POST", path: "/me/passkeys", operation: finishPasskey, status: 201, answer: "NewPasskey" },
  {
    method: "DELETE",
    path: "/me/passkeys/{passkey}",
    operation: removePasskey,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/auth/passkey/options",
    operation: beginPasskeyLogIn,
    status: 200,
    answer: "PasskeyOptions",
  },
  {
    method: "POST",
    path: "/auth/passkey",
    operation: finishPasskeyLogIn,
    status: 200,
    body: signedIn,
    answer: "SignedIn",
  },
  { method: "GET", path: "/me/proof", operation: readProof, status: 200, answer: "Proof" },
  { method: "POST", path: "/me/proof", operation: confirmIdentity, status: 204, answer: "Nothing" },
  { method: "POST", path: "/me/proof/options", operation: beginProof, status: 200, answer: "PasskeyOptions" },
  { method: "GET", path: "/me/first-steps", operation: readFirstSteps, status: 200, answer: "FirstSteps" },
  { method: "GET", path: "/me/setup", operation: readSetup, status: 200, answer: "Setup" },
  { method: "DELETE", path: "/me/totp", operation: disableTotp, status: 204, answer: "Nothing" },
  {
    method: "POST",
    path: "/me/recovery-codes",
    operation: renewRecoveryCodes,
    status: 200,
    answer: "RecoveryCodes",
  },
  { method: "POST", path: "/me/totp", operation: beginTotp, status: 200, answer: "TotpBeginning" },
  { method: "POST", path: "/me/totp/confirm", operation: confirmTotp, status: 200, answer: "RecoveryCodes" },

  { method: "GET", path: "/invitations", operation: listInvitations, status: 200, answer: "InvitationPage" },
  { method: "POST", path: "/invitations", operation: createInvitation, status: 201, answer: "NewInvitation" },
  {
    method: "POST",
    path: "/invitations/mails",
    operation: mailInvitations,
    status: 202,
    answer: "SentInvitations",
  },
  {
    method: "DELETE",
    path: "/invitations/{invitation}",
    operation: revokeInvitation,
    status: 204,
    answer: "Nothing",
  },

  { method: "GET", path: "/groups", operation: listGroups, status: 200, answer: "GroupPage" },
  { method: "POST", path: "/groups", operation: createGroup, status: 201, answer: "GroupDetails" },
  { method: "GET", path: "/groups/{group}", operation: readGroup, status: 200, answer: "GroupDetails" },
  { method: "PATCH", path: "/groups/{group}", operation: updateGroup, status: 200, answer: "GroupDetails" },
  { method: "DELETE", path: "/groups/{group}", operation: deleteGroup, status: 204, answer: "Nothing" },
  {
    method: "PUT",
    path: "/groups/{group}/members/{user}",
    operation: addGroupMember,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/groups/{group}/members/{user}",
    operation: removeGroupMember,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "PUT",
    path: "/groups/{group}/groups/{nested}",
    operation: nestGroup,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/groups/{group}/groups/{nested}",
    operation: unnestGroup,
    status: 204,
    answer: "Nothing",
  },

  { method: "GET", path: "/emoji", operation: listEmoji, status: 200, answer: "EmojiPage" },
  {
    method: "POST",
    path: "/emoji",
    operation: createEmoji,
    status: 201,
    answer: "CustomEmoji",
    takes: "image/*",
    read: readEmoji,
  },
  {
    method: "PATCH",
    path: "/emoji/{customEmoji}",
    operation: updateEmoji,
    status: 200,
    answer: "CustomEmoji",
  },
  { method: "DELETE", path: "/emoji/{customEmoji}", operation: deleteEmoji, status: 204, answer: "Nothing" },
  {
    method: "GET",
    path: "/emoji/{customEmoji}/image",
    operation: readEmojiImage,
    status: 200,
    answer: "Picture",
    gives: "image/webp",
    respond: pictureResponse,
  },
  { method: "GET", path: "/workspace/emoji", operation: listEmojiImages, status: 200, answer: "EmojiImages" },

  { method: "GET", path: "/admin/overview", operation: readOverview, status: 200, answer: "Overview" },
  { method: "GET", path: "/admin/people", operation: listPeople, status: 200, answer: "AdminPersonPage" },
  {
    method: "GET",
    path: "/admin/people.csv",
    operation: exportPeople,
    status: 200,
    answer: "Table",
    gives: "text/csv",
    respond: tableResponse("parley-people.csv"),
  },
  { method: "POST", path: "/admin/people", operation: createPerson, status: 201, answer: "NewPerson" },
  { method: "POST", path: "/admin/people/find", operation: findPeople, status: 200, answer: "FoundPeople" },
  { method: "POST", path: "/admin/people/{user}/rooms", operation: addToRooms, status: 200, answer: "Added" },
  { method: "GET", path: "/admin/people/{user}", operation: readPerson, status: 200, answer: "AdminPerson" },
  { method: "DELETE", path: "/admin/people/{user}", operation: deletePerson, status: 204, answer: "Nothing" },
  { method: "PUT", path: "/admin/people/{user}/role", operation: changeRole, status: 204, answer: "Nothing" },
  {
    method: "POST",
    path: "/admin/people/{user}/deactivate",
    operation: deactivatePerson,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/admin/people/{user}/reactivate",
    operation: reactivatePerson,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/admin/people/{user}/sessions",
    operation: endPersonSessions,
    status: 200,
    answer: "Ended",
  },
  {
    method: "DELETE",
    path: "/admin/people/{user}/second-factor",
    operation: resetSecondFactor,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/admin/people/{user}/reset-link",
    operation: makeResetLink,
    status: 201,
    answer: "ResetLink",
  },
  {
    method: "GET",
    path: "/admin/people/{user}/rooms",
    operation: listRoomsOfPerson,
    status: 200,
    answer: "RoomOfPersonPage",
  },
  { method: "GET", path: "/admin/rooms", operation: listAllRooms, status: 200, answer: "AdminRoomPage" },
  {
    method: "GET",
    path: "/admin/rooms/{room}",
    operation: readRoomAsAdministrator,
    status: 200,
    answer: "AdminRoom",
  },
  { method: "GET", path: "/admin/storage", operation: readStorage, status: 200, answer: "Storage" },
  {
    method: "GET",
    path: "/admin/storage/people",
    operation: listStorageUsers,
    status: 200,
    answer: "StorageUserPage",
  },
  { method: "GET", path: "/admin/audit", operation: listAuditEntries, status: 200, answer: "AuditPage" },
  {
    method: "GET",
    path: "/admin/audit.csv",
    operation: exportAuditEntries,
    status: 200,
    answer: "Table",
    gives: "text/csv",
    respond: tableResponse("parley-audit-log.csv"),
  },
  {
    method: "PATCH",
    path: "/workspace",
    operation: updateWorkspace,
    status: 200,
    answer: "WorkspaceSettings",
  },

  {
    method: "GET",
    path: "/workspace/settings",
    operation: readWorkspaceSettings,
    status: 200,
    answer: "WorkspaceSettings",
  },
  { method: "GET", path: "/workspace", operation: readWorkspace, status: 200, answer: "Workspace" },
  {
    method: "GET",
    path: "/workspace/picture",
    operation: readWorkspacePicture,
    status: 200,
    answer: "Picture",
    gives: "image/webp",
    respond: pictureResponse,
  },
  {
    method: "PUT",
    path: "/workspace/picture",
    operation: setWorkspacePicture,
    status: 200,
    answer: "WorkspacePicture",
    takes: "image/*",
    read: readPicture,
  },
  {
    method: "DELETE",
    path: "/workspace/picture",
    operation: removeWorkspacePicture,
    status: 204,
    answer: "Nothing",
  },
  { method: "GET", path: "/me", operation: readAccount, status: 200, answer: "Account" },
  { method: "PATCH", path: "/me", operation: updateAccount, status: 200, answer: "Account" },
  {
    method: "PUT",
    path: "/me/avatar",
    operation: setAvatar,
    status: 200,
    answer: "Account",
    takes: "image/*",
    read: readPicture,
  },
  { method: "DELETE", path: "/me/avatar", operation: removeAvatar, status: 204, answer: "Nothing" },
  {
    method: "GET",
    path: "/me/notification-settings",
    operation: readNotificationSettings,
    status: 200,
    answer: "NotificationSettings",
  },
  {
    method: "PATCH",
    path: "/me/notification-settings",
    operation: updateNotificationSettings,
    status: 200,
    answer: "NotificationSettings",
  },
  { method: "GET", path: "/push-key", operation: readPushKey, status: 200, answer: "PushKey" },
  {
    method: "GET",
    path: "/me/push-subscriptions",
    operation: listPushDevices,
    status: 200,
    answer: "PushDeviceList",
  },
  {
    method: "POST",
    path: "/me/push-subscriptions",
    operation: subscribeToPush,
    status: 201,
    answer: "PushDevice",
  },
  {
    method: "PATCH",
    path: "/me/push-subscriptions/{device}",
    operation: updatePushDevice,
    status: 200,
    answer: "PushDevice",
  },
  {
    method: "DELETE",
    path: "/me/push-subscriptions/{device}",
    operation: removePushDevice,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/me/push-subscriptions/{device}/test",
    operation: testPushDevice,
    status: 200,
    answer: "PushTest",
  },
  { method: "GET", path: "/me/folders", operation: listFolders, status: 200, answer: "FolderList" },
  { method: "PUT", path: "/me/folders", operation: arrangeFolders, status: 200, answer: "FolderList" },
  { method: "GET", path: "/me/drafts", operation: listDrafts, status: 200, answer: "DraftPage" },
  { method: "GET", path: "/me/threads", operation: listThreads, status: 200, answer: "MyThreadPage" },
  {
    method: "GET",
    path: "/me/threads/unread",
    operation: listUnreadThreads,
    status: 200,
    answer: "UnreadThreads",
  },
  {
    method: "POST",
    path: "/messages/{message}/thread/move",
    operation: moveToThread,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/messages/{message}/thread",
    operation: moveToRoom,
    status: 204,
    answer: "Nothing",
  },
  { method: "POST", path: "/me/threads/read", operation: markThreadsRead, status: 204, answer: "Nothing" },
  {
    method: "PUT",
    path: "/messages/{message}/follow",
    operation: followThread,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/messages/{message}/follow",
    operation: unfollowThread,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/messages/{message}/thread",
    operation: readThread,
    status: 200,
    answer: "ThreadState",
  },
  {
    method: "POST",
    path: "/messages/{message}/thread/read",
    operation: markThreadRead,
    status: 204,
    answer: "Nothing",
  },
  { method: "GET", path: "/me/saved", operation: listSaved, status: 200, answer: "FoundMessages" },
  {
    method: "GET",
    path: "/me/reminders",
    operation: listReminders,
    status: 200,
    answer: "ReminderPage",
  },
  {
    method: "POST",
    path: "/me/reminders",
    operation: createReminder,
    status: 201,
    answer: "Reminder",
  },
  {
    method: "GET",
    path: "/me/reminders/heads",
    operation: listReminderHeads,
    status: 200,
    answer: "ReminderHeads",
  },
  {
    method: "PATCH",
    path: "/me/reminders/{reminder}",
    operation: updateReminder,
    status: 200,
    answer: "Reminder",
  },
  {
    method: "DELETE",
    path: "/me/reminders/{reminder}",
    operation: deleteReminder,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/me/reminders/{reminder}/snooze",
    operation: snoozeReminder,
    status: 200,
    answer: "Reminder",
  },
  { method: "GET", path: "/me/activity", operation: listActivity, status: 200, answer: "ActivityPage" },
  {
    method: "GET",
    path: "/me/activity/unread",
    operation: listUnreadActivity,
    status: 200,
    answer: "UnreadActivity",
  },
  {
    method: "PUT",
    path: "/me/activity/read",
    operation: markActivityRead,
    status: 200,
    answer: "ActivityMark",
  },
  {
    method: "PUT",
    path: "/me/activity/unread",
    operation: markActivityUnread,
    status: 204,
    answer: "Nothing",
  },
  { method: "GET", path: "/me/mentions", operation: listMentions, status: 200, answer: "FoundMessages" },
  { method: "GET", path: "/me/files", operation: listMyFiles, status: 200, answer: "SentFilePage" },
  { method: "GET", path: "/search", operation: searchMessages, status: 200, answer: "SearchPage" },
  { method: "GET", path: "/search/files", operation: searchFiles, status: 200, answer: "SearchFilePage" },
  {
    method: "GET",
    path: "/search/suggest",
    operation: suggestSearch,
    status: 200,
    answer: "SearchSuggestions",
  },
  {
    method: "GET",
    path: "/users/{user}/avatar",
    operation: readAvatar,
    status: 200,
    answer: "Picture",
    gives: "image/webp",
    respond: pictureResponse,
  },
  { method: "GET", path: "/presence", operation: listPresence, status: 200, answer: "PresenceList" },
  { method: "GET", path: "/users", operation: listUsers, status: 200, answer: "DirectoryPage" },
  { method: "GET", path: "/users/{user}", operation: readUser, status: 200, answer: "DirectoryUser" },
  { method: "GET", path: "/users/{user}/rooms", operation: listSharedRooms, status: 200, answer: "RoomPage" },

  { method: "GET", path: "/rooms", operation: listRooms, status: 200, answer: "RoomPage" },
  { method: "POST", path: "/rooms", operation: createRoom, status: 201, answer: "Room" },
  {
    method: "POST",
    path: "/rooms/direct",
    operation: startDirect,
    status: (out) => ((out as { isNew: boolean }).isNew ? 201 : 200),
    body: (out) => (out as Awaited<ReturnType<typeof startDirect>>).room,
    answer: "Room",
  },
  { method: "GET", path: "/rooms/{room}", operation: readRoom, status: 200, answer: "Room" },
  { method: "PATCH", path: "/rooms/{room}", operation: updateRoom, status: 200, answer: "Room" },
  { method: "DELETE", path: "/rooms/{room}", operation: deleteRoom, status: 204, answer: "Nothing" },
  { method: "POST", path: "/rooms/{room}/join", operation: joinRoom, status: 200, answer: "Room" },
  { method: "POST", path: "/rooms/{room}/leave", operation: leaveRoom, status: 204, answer: "Nothing" },
  { method: "GET", path: "/rooms/{room}/members", operation: listMembers, status: 200, answer: "MemberPage" },
  { method: "POST", path: "/rooms/{room}/members", operation: addMembers, status: 200, answer: "Added" },
  {
    method: "GET",
    path: "/rooms/{room}/members/{user}",
    operation: readMember,
    status: 200,
    answer: "Member",
  },
  {
    method: "PUT",
    path: "/rooms/{room}/members/{user}",
    operation: setMember,
    status: 200,
    answer: "Member",
  },
  {
    method: "DELETE",
    path: "/rooms/{room}/members/{user}",
    operation: removeMember,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/rooms/{room}/membership-changes",
    operation: listMembershipChanges,
    status: 200,
    answer: "MembershipChangePage",
  },
  { method: "PATCH", path: "/rooms/{room}/me", operation: setRoomSettings, status: 200, answer: "Room" },
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
    status: (out) => ((out as SendResult).isNew ? 201 : 200),
    body: (out) => (out as SendResult).message,
    answer: "Message",
  },
  {
    method: "POST",
    path: "/rooms/{room}/scheduled",
    operation: scheduleMessage,
    status: 201,
    answer: "ScheduledMessage",
  },
  { method: "GET", path: "/me/scheduled", operation: listScheduled, status: 200, answer: "ScheduledPage" },
  {
    method: "PATCH",
    path: "/me/scheduled/{scheduled}",
    operation: changeScheduled,
    status: 200,
    answer: "ScheduledMessage",
  },
  {
    method: "DELETE",
    path: "/me/scheduled/{scheduled}",
    operation: deleteScheduled,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/me/scheduled/{scheduled}/send",
    operation: sendScheduled,
    status: 201,
    answer: "MessageReceipt",
  },
  { method: "GET", path: "/rooms/{room}/pins", operation: listPins, status: 200, answer: "MessageList" },
  {
    method: "GET",
    path: "/rooms/{room}/bookmarks",
    operation: listBookmarks,
    status: 200,
    answer: "BookmarkList",
  },
  {
    method: "POST",
    path: "/rooms/{room}/bookmarks",
    operation: addBookmark,
    status: 201,
    answer: "Bookmark",
  },
  {
    method: "PATCH",
    path: "/rooms/{room}/bookmarks/{bookmark}",
    operation: updateBookmark,
    status: 200,
    answer: "Bookmark",
  },
  {
    method: "DELETE",
    path: "/rooms/{room}/bookmarks/{bookmark}",
    operation: removeBookmark,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/rooms/{room}/files",
    operation: listRoomFiles,
    status: 200,
    answer: "SentFilePage",
  },
  { method: "GET", path: "/rooms/{room}/saved", operation: listSavedHere, status: 200, answer: "SavedHere" },
  { method: "GET", path: "/rooms/{room}/draft", operation: readDraft, status: 200, answer: "Draft" },
  { method: "PUT", path: "/rooms/{room}/draft", operation: saveDraft, status: 200, answer: "Draft" },
  { method: "DELETE", path: "/rooms/{room}/draft", operation: deleteDraft, status: 204, answer: "Nothing" },
  { method: "POST", path: "/me/read-all", operation: markAllRead, status: 204, answer: "Nothing" },
  { method: "GET", path: "/messages/{message}", operation: readMessage, status: 200, answer: "Message" },
  { method: "PATCH", path: "/messages/{message}", operation: editMessage, status: 200, answer: "Message" },
  { method: "DELETE", path: "/messages/{message}", operation: deleteMessage, status: 204, answer: "Nothing" },
  {
    method: "DELETE",
    path: "/messages/{message}/attachments/{file}",
    operation: removeAttachment,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/messages/{message}/history",
    operation: listRevisions,
    status: 200,
    answer: "RevisionPage",
  },
  {
    method: "POST",
    path: "/messages/{message}/forward",
    operation: forwardMessage,
    status: (out) => ((out as SendResult).isNew ? 201 : 200),
    body: (out) => (out as SendResult).message,
    answer: "Message",
  },
  { method: "PUT", path: "/messages/{message}/pin", operation: pinMessage, status: 204, answer: "Nothing" },
  {
    method: "DELETE",
    path: "/messages/{message}/pin",
    operation: unpinMessage,
    status: 204,
    answer: "Nothing",
  },
  { method: "PUT", path: "/messages/{message}/poll/vote", operation: vote, status: 204, answer: "Nothing" },
  {
    method: "GET",
    path: "/messages/{message}/poll/vote",
    operation: readVote,
    status: 200,
    answer: "PollVote",
  },
  {
    method: "GET",
    path: "/messages/{message}/poll/options/{option}/voters",
    operation: listVoters,
    status: 200,
    answer: "UserPage",
  },
  {
    method: "PUT",
    path: "/messages/{message}/poll/closed",
    operation: closePoll,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "PUT",
    path: "/messages/{message}/checklist/{item}",
    operation: checkItem,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/messages/{message}/confirmation",
    operation: readConfirmation,
    status: 200,
    answer: "OwnConfirmation",
  },
  {
    method: "PUT",
    path: "/messages/{message}/confirmation",
    operation: confirmMessage,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/messages/{message}/confirmation",
    operation: unconfirmMessage,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/messages/{message}/confirmations",
    operation: listConfirmations,
    status: 200,
    answer: "ConfirmationPage",
  },
  {
    method: "GET",
    path: "/messages/{message}/confirmations.csv",
    operation: exportConfirmations,
    status: 200,
    answer: "Nothing",
    gives: "text/csv",
    respond: tableResponse("parley-confirmations.csv"),
  },
  {
    method: "POST",
    path: "/messages/{message}/confirmations/remind",
    operation: remindToConfirm,
    status: 202,
    answer: "Reminded",
  },
  {
    method: "GET",
    path: "/me/confirmations",
    operation: listAwaited,
    status: 200,
    answer: "FoundMessages",
  },
  {
    method: "DELETE",
    path: "/messages/{message}/cards/{card}",
    operation: removeCard,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/messages/{message}/cards/images/{image}",
    operation: readCardImage,
    status: 200,
    answer: "Picture",
    gives: "image/webp",
    respond: pictureResponse,
  },
  { method: "PUT", path: "/messages/{message}/save", operation: saveMessage, status: 204, answer: "Nothing" },
  {
    method: "DELETE",
    path: "/messages/{message}/save",
    operation: unsaveMessage,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "POST",
    path: "/messages/{message}/reminders",
    operation: remindOfMessage,
    status: 201,
    answer: "Reminder",
  },
  {
    method: "GET",
    path: "/messages/{message}/reactions/{emoji}",
    operation: listReactions,
    status: 200,
    answer: "UserPage",
  },
  {
    method: "PUT",
    path: "/messages/{message}/reactions/{emoji}",
    operation: addReaction,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "DELETE",
    path: "/messages/{message}/reactions/{emoji}",
    operation: removeReaction,
    status: 204,
    answer: "Nothing",
  },
  {
    method: "GET",
    path: "/messages/{message}/notification",
    operation: explainNotification,
    status: 200,
    answer: "MessageNotification",
  },
  {
    method: "GET",
    path: "/messages/{message}/receipts",
    operation: readReceipts,
    status: 200,
    answer: "Receipts",
  },
  { method: "POST", path: "/sync", operation: sync, status: 200, answer: "Sync" },
] as const satisfies readonly Endpoint[];

/** Types of the rows, without their values, for callers that must not load the server. */
export type EndpointRow = (typeof ROWS)[number];

/**
 * Registry of the operations that REST reaches. The door's handlers, the OpenAPI document and the tests of anonymous
 * callers read it.
 */
export const ENDPOINTS: readonly Endpoint[] = ROWS;
