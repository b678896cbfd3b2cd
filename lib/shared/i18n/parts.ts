/** Messages of the administration and the settings, which the chat's own pages do not carry. */
const NOT_IN_CHAT = [
  "addMembers",
  "addPerson",
  "addToRooms",
  "adminRoom",
  "adminRoomSettings",
  "adminRooms",
  "administration",
  "appearance",
  "audit",
  "devices",
  "entry",
  "invitations",
  "invite",
  "jobs",
  "keywords",
  "levels",
  "mailSettings",
  "membershipChanges",
  "moreNotifications",
  "noticeSettings",
  "people",
  "personActions",
  "personPage",
  "profile",
  "quiet",
  "roomMembers",
  "roomRole",
  "sessions",
  "settings",
  "tokens",
  "unsubscribe",
  "until",
  "workspaceSettings",
];

/** Picks the messages that every page carries. */
export function sharedMessages<Messages extends object>(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).filter(([part]) => !NOT_IN_CHAT.includes(part)),
  ) as Messages;
}
