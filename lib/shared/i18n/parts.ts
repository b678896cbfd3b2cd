/** The messages of the pages beside the chat: administration and settings. The chat's own pages do not carry them. */
const NOT_IN_CHAT = [
  "addMembers",
  "addPerson",
  "addToRooms",
  "adminRoom",
  "adminRoomSettings",
  "adminRooms",
  "administration",
  "audit",
  "avatar",
  "entry",
  "invitations",
  "invite",
  "membershipChanges",
  "noticeSettings",
  "people",
  "personActions",
  "personPage",
  "presence",
  "profile",
  "quiet",
  "roomMembers",
  "roomRole",
  "sessions",
  "settings",
  "tokens",
  "until",
  "workspaceSettings",
];

/** The messages that every page carries. */
export function sharedMessages<Messages extends object>(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).filter(([part]) => !NOT_IN_CHAT.includes(part)),
  ) as Messages;
}
