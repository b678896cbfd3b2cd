// The shapes that leave the server, as schemas: the OpenAPI document and the tests of answers are made of them, and
// views.ts takes its types from here. The browser imports those types only, never this file.

import { z } from "zod";

const id = z.uuid().meta({ description: "UUID v7" });
const time = z.iso.datetime().meta({ description: "ISO 8601 in UTC" });
const count = z.int().min(0);

export const workspaceRole = z.enum(["administrator", "member", "guest"]);
export const roomKind = z.enum(["open", "password", "closed", "group", "direct"]);
export const roomRole = z.enum(["owner", "moderator", "member"]);
export const posting = z.enum(["everyone", "moderators"]);
export const history = z.enum(["shown", "hidden"]);
export const entry = z.enum(["created", "joined", "password", "added", "invited"]);
export const notify = z.enum(["everything", "mentions", "nothing"]);
export const registration = z.enum(["open", "invite"]);
export const inviters = z.enum(["administrators", "members"]);

export const workspace = z
  .strictObject({
    name: z.string(),
    registration,
    inviters: inviters.meta({ description: "People who may invite others; guests never may" }),
    hasPeople: z.boolean(),
    passwordLogin: z.boolean(),
    provider: z
      .string()
      .nullable()
      .meta({ description: "The name of the company's OpenID Connect provider" }),
    linkCards: z.boolean().meta({ description: "Messages show link previews" }),
    canMail: z.boolean().meta({ description: "This server sends mail" }),
  })
  .meta({ id: "Workspace" });

export const standing = z.enum(["online", "away", "offline"]);

export const user = z
  .strictObject({
    id,
    username: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    role: workspaceRole,
    isBot: z.boolean(),
    isOnline: z.boolean(),
    standing: standing.meta({ description: "`away`: online, but inactive on every device for ten minutes" }),
    isQuiet: z.boolean().meta({ description: "Do not disturb is on" }),
    lastSeenAt: time.nullable(),
    statusText: z.string(),
    statusEmoji: z.string(),
    statusUntil: time.nullable().meta({ description: "When the status clears; after that it is not shown" }),
    title: z.string().meta({ description: 'Job of the person, such as "Databases"' }),
  })
  .meta({ id: "User", description: "A person as others see them." });

export const directoryUser = z
  .strictObject({
    ...user.shape,
    email: z
      .string()
      .nullable()
      .optional()
      .meta({ description: "Only for administrators and the person themselves" }),
    timeZone: z.string().nullable().meta({ description: "IANA name; null if the person has not set one" }),
    isActive: z.boolean().meta({ description: "False for a deactivated or deleted account" }),
  })
  .meta({ id: "DirectoryUser", description: "A person in the list of people." });

const clockTime = z.string().meta({ description: "HH:MM in the person's own time zone" });

export const quietHours = z.strictObject({
  days: z.array(z.int().min(1).max(7)).meta({ description: "1 is Monday, 7 is Sunday (ISO 8601)" }),
  from: clockTime,
  to: clockTime.meta({ description: "HH:MM; at or before `from` it is the next morning's" }),
});

export const account = z
  .strictObject({
    ...user.shape,
    email: z.string().nullable(),
    locale: z.string().nullable(),
    timeZone: z.string().nullable(),
    theme: z.enum(["system", "light", "dark"]),
    linkCards: z.boolean().meta({ description: "Show link previews" }),
    quickReactions: z.array(z.string()).meta({ description: "Six emoji for reacting at one press" }),
    wideText: z.boolean().meta({ description: "Messages use the whole width of the window" }),
    sidebarOrder: z
      .enum(["folders", "unread"])
      .meta({ description: "`unread`: unread rooms stand above the others in the sidebar" }),
    quietUntil: time.nullable().meta({ description: "Do not disturb until then" }),
    quietHours: quietHours.nullable().meta({ description: "Do not disturb by schedule" }),
    hasFirstSteps: z
      .boolean()
      .meta({ description: "The start page shows the first steps of a new workspace" }),
    hasTotp: z.boolean().meta({ description: "An authenticator app is set up" }),
  })
  .meta({ id: "Account", description: "Your own account and its settings." });

export const tokens = z
  .strictObject({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int().meta({ description: "Seconds until the access token expires" }),
  })
  .meta({ id: "Tokens" });

export const signedIn = z.strictObject({ user: account, ...tokens.shape }).meta({ id: "SignedIn" });

export const person = z
  .strictObject({
    id,
    username: z.string(),
    displayName: z.string(),
    isBot: z.boolean(),
    avatarUrl: z
      .string()
      .nullable()
      .optional()
      .meta({ description: "Null or absent where the person has no picture" }),
  })
  .meta({
    id: "Person",
    description: "The fields of a person that a message or a conversation's title needs.",
  });

const roomEventType = z.enum([
  "joined",
  "left",
  "added",
  "removed",
  "role",
  "renamed",
  "topic",
  "kind",
  "password",
  "asked_again",
  "posting",
  "history",
  "archived",
  "restored",
]);

export const roomEvent = z
  .strictObject({
    type: roomEventType,
    names: z.array(z.string()).meta({ description: "Names of the first twenty people it is about" }),
    count: count.meta({ description: "Number of people it is about" }),
    value: z.string().nullable().meta({ description: "The new value, such as the new name" }),
  })
  .meta({
    id: "RoomEvent",
    description: "Data of a system message. Clients write its text in the reader's language.",
  });

export const attachment = z
  .strictObject({
    id,
    name: z.string(),
    type: z.string().meta({ description: "Media type, detected from the bytes" }),
    size: count.meta({ description: "Bytes" }),
    width: z.int().nullable().meta({ description: "Pixels of an image or a video, as it is shown upright" }),
    height: z.int().nullable(),
    duration: z.number().nullable().meta({ description: "Seconds of audio or video" }),
    placeholder: z.string().nullable().meta({ description: "A blurred preview as a data URL" }),
    url: z.string(),
    thumbnailUrl: z
      .string()
      .nullable()
      .meta({ description: "Takes `?size=`: the pixels of the longer side, 64 to 1600" }),
    description: z.string().meta({ description: "Alternative text by its uploader" }),
    isAnimated: z.boolean(),
    isVoice: z.boolean().meta({ description: "A voice message" }),
    waveform: z.array(z.int()).meta({ description: "Loudness over time, 0 to 100; empty where unknown" }),
    excerpt: z.string().nullable().meta({ description: "First lines of a text file" }),
    pages: z.int().nullable().meta({ description: "Pages of a PDF" }),
    createdAt: time,
    uploader: z.strictObject({ id, username: z.string(), displayName: z.string() }),
  })
  .meta({ id: "Attachment", description: "A file in a message, or one uploaded to send." });

export const sentFile = attachment
  .extend({
    roomId: id,
    messageId: id,
    seq: z.int().meta({ description: "The message's number in its room" }),
    sentAt: time,
    sender: z.strictObject({ id, username: z.string(), displayName: z.string() }).meta({
      description: "The sender of the message. In a forwarded message it may differ from the uploader",
    }),
  })
  .meta({ id: "SentFile", description: "A file in a message." });

export const card = z
  .strictObject({
    url: z.string().meta({ description: "The link as it stands in the message" }),
    title: z.string(),
    description: z.string(),
    siteName: z.string(),
    host: z.string().meta({ description: "Host of the page after redirects, in punycode" }),
    imageUrl: z.string().nullable().meta({ description: "An image stored on this server" }),
    imageWidth: z.int().nullable(),
    imageHeight: z.int().nullable(),
    isVideo: z.boolean(),
    isHidden: z.boolean().meta({ description: "The link is behind a spoiler" }),
  })
  .meta({ id: "Card", description: "A preview of a link in a message." });

export const message = z
  .strictObject({
    id,
    roomId: id,
    seq: z.int().meta({ description: "Position in the room: 1, 2, 3 … without gaps" }),
    rev: z.int().meta({ description: "The room's rev when it last changed" }),
    sender: person,
    kind: z.enum(["user", "system"]),
    text: z.string(),
    event: roomEvent.nullable(),
    mentions: z.strictObject({ userIds: z.array(id), here: z.boolean(), all: z.boolean() }),
    replyTo: z.strictObject({ id, seq: z.int() }).nullable(),
    forwardedFrom: z.strictObject({ messageId: id, senderName: z.string(), sentAt: time }).nullable(),
    attachments: z.array(attachment),
    cards: z.array(card).meta({ description: "Filled in after sending, as a change of the message" }),
    reactions: z.array(z.strictObject({ emoji: z.string(), count, userIds: z.array(id) })),
    isPinned: z.boolean(),
    createdAt: time,
    editedAt: time.nullable(),
    deletedAt: time.nullable(),
    clientId: z.string(),
  })
  .meta({
    id: "Message",
    description: "A message, the same for every reader. A deleted message has no text.",
  });

export const revision = z
  .strictObject({ text: z.string(), writtenAt: time.meta({ description: "When this text was written" }) })
  .meta({ id: "Revision", description: "An earlier text of a message." });

export const receipts = z
  .strictObject({
    read: z.array(user),
    delivered: z.array(user),
    waiting: z.array(user),
    counts: z.strictObject({ read: count, delivered: count, waiting: count }),
  })
  .meta({
    id: "Receipts",
    description:
      "Of the people who were members when it was sent, its sender excepted. Each list holds the first 200 by name, and `counts` says how many there are.",
  });

export const messageReceipt = message
  .pick({ id: true, roomId: true, seq: true, rev: true, clientId: true })
  .meta({ id: "MessageReceipt", description: "Answer to a retry from a sender who has left the room." });

export const presence = z
  .strictObject({ userId: id, standing })
  .meta({ id: "Presence", description: "A person who is present." });

export const room = z
  .strictObject({
    id,
    kind: roomKind,
    name: z.string().nullable(),
    topic: z.string(),
    description: z.string(),
    externalId: z.string().nullable(),
    posting: posting.meta({ description: "People who may post" }),
    history: history.meta({ description: "Visibility, to new members, of messages from before they came" }),
    memberCount: count,
    createdAt: time,
    activeAt: time.meta({ description: "Time of the last message" }),
    archivedAt: time.nullable(),
    isDefault: z
      .boolean()
      .meta({ description: "Everyone who joins the workspace joins this room, except guests" }),
    seq: z.int().meta({ description: "The number of the newest message" }),
    rev: z.int().meta({ description: "The number of the newest change, messages included" }),
    people: z.array(person).meta({
      description:
        "Of `group` and `direct`, which have no name: the people in it, the reader among them, at most nine",
    }),
  })
  .meta({ id: "RoomHead", description: "The part of a room that is the same for every reader." });

export const myRoom = z
  .strictObject({
    ...room.shape,
    role: roomRole
      .nullable()
      .meta({ description: "Null if you are not a member; then the other fields are empty too" }),
    notify,
    mutedUntil: time.nullable().meta({ description: "The year 9999 means no end" }),
    isStarred: z.boolean(),
    folderId: id.nullable(),
    firstVisibleSeq: count.meta({ description: "`seq` of the first message you can read" }),
    hasLapsed: z.boolean().meta({
      description: "You lost access when the password changed, until you enter the new one",
    }),
    lastReadSeq: count,
    unreadCount: count.meta({ description: "100 means 100 or more" }),
    mentionCount: count.meta({ description: "100 means 100 or more" }),
    lastMessage: message.nullable(),
  })
  .meta({ id: "Room", description: "A room with your own state in it." });

export const member = z
  .strictObject({
    user,
    role: roomRole,
    joinedAt: time,
    entry: entry.meta({ description: "How they joined" }),
    addedBy: person.nullable(),
    lastReadSeq: count,
    lastDeliveredSeq: count,
  })
  .meta({ id: "Member" });

export const membershipChange = z
  .strictObject({
    id,
    type: z.enum(["entered", "left", "removed", "lapsed", "role"]),
    user: person,
    role: roomRole.meta({ description: "Their role after the change; for people who left, their last role" }),
    entry: entry.nullable().meta({ description: "How they joined; null if they did not join" }),
    by: person.nullable(),
    at: time,
  })
  .meta({ id: "MembershipChange", description: "A change of a person's membership in a room." });

export const folder = z
  .strictObject({ id, name: z.string(), roomIds: z.array(id) })
  .meta({ id: "Folder", description: "A folder of your sidebar, with its rooms in order." });

export const draft = z
  .strictObject({
    roomId: id,
    text: z.string().meta({ description: "Empty if there is no draft" }),
    replyTo: z.strictObject({ id, seq: z.int() }).nullable(),
    version: z.int().meta({ description: "Your `userRev` when it last changed" }),
    updatedAt: time.nullable(),
  })
  .meta({ id: "Draft", description: "Text you have typed in a room but not sent." });
export const draftHead = z
  .strictObject({ roomId: id, version: z.int() })
  .meta({ id: "DraftHead", description: "A draft in a room by its version, without its text." });

export const adminRoom = z
  .strictObject({
    ...room.shape,
    owners: z.array(person).meta({ description: "The first five" }),
    readableMessages: count.meta({
      description: "Number of earlier messages a person added now could read",
    }),
  })
  .meta({ id: "AdminRoom", description: "A room as administrators see it, without its messages." });

export const roomOfPerson = z
  .strictObject({ room, role: roomRole, joinedAt: time, entry, addedBy: person.nullable() })
  .meta({ id: "RoomOfPerson", description: "A room a person is in, with their role in it." });

const foundPerson = { person: user, isMember: z.boolean(), isDeactivated: z.boolean() };

export const foundPeople = z
  .strictObject({
    found: z.array(z.strictObject({ given: z.string(), ...foundPerson })),
    ambiguous: z
      .array(z.strictObject({ given: z.string(), people: z.array(z.strictObject(foundPerson)) }))
      .meta({ description: "Names shared by several people, with the first twenty of them" }),
    missing: z.array(z.string()).meta({ description: "Names that match no one" }),
  })
  .meta({
    id: "FoundPeople",
    description: "Whom a list of names means; `isMember` is about the room that was asked about.",
  });

export const apiToken = z
  .strictObject({
    id,
    name: z.string(),
    hint: z.string().meta({ description: "The last four characters of the token" }),
    scopes: z.array(z.string()),
    createdAt: time,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
  })
  .meta({ id: "ApiToken" });

export const newApiToken = z
  .strictObject({ ...apiToken.shape, token: z.string().meta({ description: "Shown this once" }) })
  .meta({ id: "NewApiToken" });

export const passkey = z
  .strictObject({ id, name: z.string(), createdAt: time, lastUsedAt: time.nullable() })
  .meta({ id: "Passkey" });
export const reset = z.strictObject({ passkeys: z.array(passkey), canRemove: z.boolean() }).meta({
  id: "Reset",
  description: "The passkeys that can go on to log in, and whether the reset may remove them.",
});
export const newPasskey = passkey.extend({ recoveryCodes: z.array(z.string()).optional() }).meta({
  id: "NewPasskey",
  description:
    "With recovery codes, shown this once, where it is the first second factor that the workspace demands.",
});
export const proof = z
  .strictObject({
    provedUntil: time.nullable(),
    methods: z.array(z.enum(["password", "passkey"])),
  })
  .meta({
    id: "Proof",
    description: "Until when this session may change ways to log in, and by what it can be confirmed again.",
  });
export const passkeyOptions = z.looseObject({ challenge: z.string() }).meta({
  id: "PasskeyOptions",
  description: "Options for the browser's navigator.credentials, as JSON (WebAuthn Level 3).",
});

export const session = z
  .strictObject({
    id,
    userAgent: z.string(),
    address: z.string(),
    createdAt: time,
    lastUsedAt: time,
    isThis: z.boolean().meta({ description: "The session that asks" }),
  })
  .meta({ id: "Session", description: "A log-in on one device." });

export const invitation = z
  .strictObject({
    id,
    role: workspaceRole,
    roomIds: z.array(id),
    maxUses: z.int().nullable(),
    uses: count,
    expiresAt: time.nullable(),
    createdAt: time,
    createdBy: z.string().meta({ description: "The username of the person who made it" }),
    createdByName: z.string().meta({ description: "Their display name" }),
  })
  .meta({ id: "Invitation" });

export const newInvitation = z
  .strictObject({
    ...invitation.shape,
    token: z.string().meta({ description: "Value for `invite`; shown this once" }),
    url: z.string().meta({ description: "The page on which the invited register" }),
  })
  .meta({ id: "NewInvitation" });

export const resetLink = z
  .strictObject({ token: z.string(), url: z.string(), expiresAt: time })
  .meta({ id: "ResetLink", description: "A way to set a new password: one use, one hour." });

export const adminPerson = z
  .strictObject({
    ...user.shape,
    email: z.string().nullable(),
    createdAt: time,
    deactivatedAt: time.nullable(),
    lastActiveAt: time.nullable(),
    hasSecondFactor: z.boolean(),
    sessionCount: count,
  })
  .meta({ id: "AdminPerson", description: "A person as administrators see them." });

export const auditEntry = z
  .strictObject({
    id,
    at: time,
    action: z.string(),
    actorId: id.nullable(),
    actorName: z.string().meta({ description: "The username at that time" }),
    actorDisplayName: z.string().nullable().meta({ description: "The person's present display name" }),
    targetId: id.nullable(),
    targetName: z.string().meta({ description: "The name at that time; of a person the username" }),
    targetDisplayName: z.string().nullable().meta({ description: "The person's present display name" }),
    address: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEntry" });

export const ended = z
  .strictObject({ ended: count })
  .meta({ id: "Ended", description: "Number of sessions that ended." });
export const firstSteps = z
  .strictObject({
    hasInvited: z.boolean().meta({ description: "You have invited somebody, or others are here" }),
    hasRoom: z.boolean().meta({ description: "There is a room beside the first one" }),
    hasGreeted: z.boolean().meta({ description: "You have written a message" }),
    people: count.meta({ description: "People in the workspace" }),
  })
  .meta({ id: "FirstSteps", description: "What the person who set the workspace up has done." });
export const sentInvitations = z
  .strictObject({ sent: count })
  .meta({ id: "SentInvitations", description: "Number of addresses to which an invitation is on its way." });
export const resetRequest = z.strictObject({ canMail: z.boolean() }).meta({
  id: "ResetRequest",
  description: "True if this installation sends mail at all. Says nothing about an account.",
});
export const setup = z
  .strictObject({ needs: z.enum(["password", "second_factor"]).nullable() })
  .meta({ id: "Setup", description: "The factor that must be set up before anything else; null: nothing." });
export const totpBeginning = z
  .strictObject({ secret: z.string(), url: z.string() })
  .meta({ id: "TotpBeginning", description: "The secret in base32, and the otpauth address for a QR code." });
export const recoveryCodes = z
  .strictObject({ recoveryCodes: z.array(z.string()) })
  .meta({ id: "RecoveryCodes", description: "Shown this once." });
export const newPerson = z
  .strictObject({ person: adminPerson, password: z.string() })
  .meta({ id: "NewPerson", description: "With a password that is shown this once." });
export const workspaceSettings = z
  .strictObject({
    name: z.string(),
    registration,
    inviters,
    requireTwoFactor: z.boolean(),
    passwordLogin: z.boolean(),
    fileBytes: count.meta({ description: "The most bytes of one file" }),
    quotaBytes: count
      .nullable()
      .meta({ description: "The most bytes of one person's files; null means no limit" }),
    totalQuotaBytes: count
      .nullable()
      .meta({ description: "The most bytes of all files; null means no limit" }),
    linkCards: z.boolean(),
  })
  .meta({ id: "WorkspaceSettings" });

/** A number of files, or of uploads, and their bytes. */
const fileSum = { count, bytes: count };

export const storage = z
  .strictObject({
    place: z.enum(["disk", "s3"]),
    stored: z.strictObject(fileSum).meta({ description: "What is stored: the same bytes once" }),
    unfinished: z
      .strictObject(fileSum)
      .meta({ description: "Uploads that are not finished, as large as they will be" }),
    freeBytes: count.nullable().meta({ description: "Bytes that the disk still takes; null in a bucket" }),
    kinds: z.array(z.strictObject({ kind: z.enum(["image", "video", "audio", "document"]), ...fileSum })),
  })
  .meta({ id: "Storage", description: "What files use. Uploads of the same bytes count once in `stored`." });

export const storageUser = z
  .strictObject({ user, ...fileSum })
  .meta({ id: "StorageUser", description: "A person with the number and bytes of their files." });

const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

export const userPage = page(user).meta({ id: "UserPage" });
export const directoryPage = page(directoryUser).meta({ id: "DirectoryPage" });
export const roomPage = page(myRoom).meta({ id: "RoomPage" });
export const overview = z
  .strictObject({
    people: z.strictObject({ active: count, guests: count, deactivated: count, online: count }),
    rooms: z.strictObject({ active: count, archived: count }),
    invitations: count.meta({ description: "Open invitations" }),
    messages: z.strictObject({
      perDay: z
        .array(z.strictObject({ day: z.string().meta({ description: "Such as 2026-11-30" }), count }))
        .meta({ description: "People's messages of the last 30 days, oldest first" }),
    }),
    storage: z.strictObject({ ...storage.shape, quotaBytes: count.nullable() }),
    health: z.strictObject({
      version: z.string(),
      database: z.strictObject({ version: z.string(), milliseconds: count }),
      redis: z.enum(["none", "ok", "away"]),
      peopleConnected: count,
      jobs: z
        .strictObject({ failed: count, late: count })
        .meta({ description: "Jobs that were given up, or are due for five minutes; each up to 1,000" }),
      mail: z.strictObject({
        isConfigured: z.boolean(),
        lastFailure: z.strictObject({ at: time, error: z.string() }).nullable(),
      }),
    }),
  })
  .meta({ id: "Overview", description: "The state of the workspace, for administrators." });

export const adminPersonPage = page(adminPerson).meta({ id: "AdminPersonPage" });
export const storageUserPage = page(storageUser).meta({ id: "StorageUserPage" });
export const auditPage = page(auditEntry).meta({ id: "AuditPage" });
export const apiTokenList = z.strictObject({ items: z.array(apiToken) }).meta({ id: "ApiTokenList" });
export const passkeyList = z.strictObject({ items: z.array(passkey) }).meta({ id: "PasskeyList" });
export const sessionList = z.strictObject({ items: z.array(session) }).meta({ id: "SessionList" });
export const invitationPage = page(invitation).meta({ id: "InvitationPage" });
export const memberPage = page(member).meta({ id: "MemberPage" });
export const membershipChangePage = page(membershipChange).meta({ id: "MembershipChangePage" });
export const adminRoomPage = page(adminRoom).meta({ id: "AdminRoomPage" });
export const roomOfPersonPage = page(roomOfPerson).meta({ id: "RoomOfPersonPage" });
export const folderList = z.strictObject({ items: z.array(folder) }).meta({ id: "FolderList" });
export const added = z
  .strictObject({ added: count })
  .meta({ id: "Added", description: "Number of them who were not in the room before." });

export const presenceList = z.strictObject({ items: z.array(presence) }).meta({ id: "PresenceList" });
export const draftPage = page(draft).meta({ id: "DraftPage" });
const searchRoom = z.object({ id: z.uuid(), name: z.string().nullable(), kind: roomKind });
const highlights = z
  .array(z.tuple([z.int(), z.int()]))
  .meta({ description: "Ranges [start, end) of what was found, in code points." });

export const searchHit = z.object({
  message,
  room: searchRoom,
  highlights: highlights.meta({ description: "Ranges [start, end) of `message.text`, in code points." }),
  fileIds: z.array(z.uuid()).meta({ description: "Attachments whose names or descriptions match." }),
});

export const searchSuggestions = z
  .strictObject({
    people: z.array(person),
    rooms: z.array(searchRoom),
    operators: z
      .array(z.string())
      .meta({ description: "Filters that begin with the text, such as `from:`." }),
  })
  .meta({ id: "SearchSuggestions" });

export const searchPage = page(searchHit)
  .extend({
    total: z.int().meta({ description: "Stops at 1,000." }),
    isPartial: z
      .boolean()
      .meta({ description: "True if a time limit ended the search; a narrower one finds all." }),
    searchedFor: z
      .string()
      .nullable()
      .meta({ description: "What was looked for instead: the query as typed on another keyboard." }),
    suggestion: z
      .string()
      .nullable()
      .meta({ description: "A query with misspelt words mended, which finds something." }),
  })
  .meta({ id: "SearchPage" });

export const fileHit = z.object({
  file: sentFile,
  room: searchRoom,
  highlights: highlights.meta({ description: "Ranges [start, end) of `file.name`, in code points." }),
  excerpt: z
    .object({ text: z.string(), highlights })
    .nullable()
    .meta({ description: "Around what was found in the description or in the text inside the file." }),
});

export const searchFilePage = page(fileHit)
  .extend({
    total: z.int().meta({ description: "Stops at 1,000." }),
    isPartial: z
      .boolean()
      .meta({ description: "True if a time limit ended the search; a narrower one finds all." }),
  })
  .meta({ id: "SearchFilePage", description: "Newest first." });

export const foundMessages = page(message).meta({ id: "FoundMessages", description: "Of several rooms." });
export const sentFilePage = page(sentFile).meta({
  id: "SentFilePage",
  description: "Newest first. A page may be short, or empty, and have a `nextCursor`.",
});
export const savedHere = z
  .strictObject({ seqs: z.array(z.int()) })
  .meta({ id: "SavedHere", description: "The numbers of a room's messages that I saved." });
export const messageList = z.strictObject({ items: z.array(message) }).meta({ id: "MessageList" });
export const revisionPage = page(revision).meta({ id: "RevisionPage" });

export const messagePage = z
  .strictObject({
    items: z.array(message),
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
    people: z
      .array(person)
      .optional()
      .meta({ description: "The people whom its messages mention, at most 200; absent if there are none" }),
  })
  .meta({ id: "MessagePage", description: "Oldest first." });

export const syncAnswer = z
  .strictObject({
    userRev: z.int(),
    rooms: z.array(z.strictObject({ room: myRoom, prevRev: z.int(), rev: z.int(), items: z.array(message) })),
    gained: z.array(myRoom),
    lost: z.array(id),
    folders: z
      .array(folder)
      .nullable()
      .meta({ description: "The folders of my sidebar, unless `userRev` says that they are known" }),
    drafts: z
      .array(draftHead)
      .nullable()
      .meta({ description: "Rooms in which I have drafts; null likewise" }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "Sync" });

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: "A stable word, such as validation_failed" }),
    reason: z
      .string()
      .optional()
      .meta({ description: "Narrows `code` where several things have the same one" }),
    errors: z
      .array(
        z.strictObject({
          path: z.string(),
          message: z.string(),
          reason: z.string(),
          limit: z.number().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457." });
