import { z } from "zod";
import { count, id, page, time } from "./fields";
import { attachment } from "./files";
import { person, user } from "./people";

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

export const namedGroup = z
  .strictObject({
    id,
    handle: z.string(),
    name: z.string(),
    userIds: z.array(id).meta({
      description: "Its people in the room, when it was mentioned; each in the first group that has them",
    }),
  })
  .meta({ id: "NamedGroup", description: "A group that a message mentions, as it was then." });

export const threadSummary = z
  .strictObject({
    count: count.meta({ description: "Replies that are not deleted" }),
    lastSeq: z.int().meta({ description: "`seq` of the newest of them" }),
    lastReplyAt: time,
    participants: z
      .array(person)
      .meta({ description: "The latest five people who replied, the latest first" }),
    lastReply: z.strictObject({
      id,
      sender: person,
      text: z.string().meta({ description: "Its first words, without formatting; empty beside files alone" }),
      fileCount: count,
    }),
  })
  .meta({ id: "ThreadSummary", description: "The replies to a message, the same for every reader." });

export const check = z
  .strictObject({
    item: z.int().meta({ description: "Place among the checklist items of the text: 1, 2, 3 …" }),
    checked: z.boolean(),
    userId: id.meta({ description: "Who did it last" }),
    at: time,
  })
  .meta({ id: "Check", description: "The state of a checklist item, in place of what the text says." });

export const confirmation = z
  .strictObject({
    confirmed: count.meta({ description: "People who confirmed it" }),
    remindedAt: time.nullable().meta({ description: "When the others were last reminded" }),
  })
  .meta({ id: "Confirmation", description: "A request to confirm a message, the same for every reader." });

export const ownConfirmation = z
  .strictObject({
    isAsked: z
      .boolean()
      .meta({ description: "The caller was in the room when it was sent, and is not its sender" }),
    confirmedAt: time.nullable(),
    waiting: count.nullable().meta({
      description: "People who are asked and have not confirmed; null for readers who may not list them",
    }),
  })
  .meta({ id: "OwnConfirmation", description: "The caller's part in a request to confirm a message." });

export const poll = z
  .strictObject({
    options: z.array(
      z.strictObject({
        id: z.int().meta({ description: "1, 2, 3 … in their order" }),
        text: z.string(),
        votes: count,
      }),
    ),
    isMultiple: z.boolean().meta({ description: "A person may choose several options" }),
    isAnonymous: z.boolean().meta({ description: "Nobody can see who voted" }),
    voters: count.meta({ description: "People who voted; percentages are of them" }),
    closesAt: time.nullable(),
    closedAt: time
      .nullable()
      .meta({ description: "When it was closed. Nobody votes after `closesAt` either" }),
  })
  .meta({ id: "Poll", description: "A poll that the text of a message asks." });

export const pollVote = z
  .strictObject({ optionIds: z.array(z.int()) })
  .meta({ id: "PollVote", description: "The caller's choice in a poll; empty without one." });

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
    mentions: z.strictObject({
      userIds: z.array(id).meta({ description: "People whom the text names" }),
      groups: z
        .array(namedGroup)
        .optional()
        .meta({ description: "Groups that the text names, at most ten; absent if there are none" }),
      here: z.boolean(),
      all: z.boolean(),
    }),
    replyTo: z.strictObject({ id, seq: z.int() }).nullable(),
    threadId: id
      .nullable()
      .meta({ description: "The message that this one answers in a thread: the thread's root" }),
    alsoInRoom: z
      .boolean()
      .meta({ description: "A reply in a thread that appears among the room's messages too" }),
    thread: threadSummary
      .nullable()
      .meta({ description: "Of a root: its replies; null where there are none" }),
    forwardedFrom: z.strictObject({ messageId: id, senderName: z.string(), sentAt: time }).nullable(),
    dueAt: time.nullable().meta({ description: "When a scheduled message was due, if it was sent late" }),
    attachments: z.array(attachment),
    checks: z.array(check).meta({ description: "Items of its checklists that people checked or unchecked" }),
    confirmation: confirmation
      .nullable()
      .meta({ description: "Of a message that asks its readers to confirm it" }),
    poll: poll.nullable(),
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

export const confirmationPage = page(
  z.strictObject({ user, confirmedAt: time.nullable() }).meta({ id: "ConfirmationOf" }),
).meta({ id: "ConfirmationPage", description: "People by name, and when each confirmed." });

export const reminded = z
  .strictObject({ reminded: count })
  .meta({ id: "Reminded", description: "People who get a reminder." });

export const messageReceipt = message
  .pick({ id: true, roomId: true, seq: true, rev: true, clientId: true })
  .meta({ id: "MessageReceipt", description: "The numbers of a message, without its content." });

export const foundMessages = page(message).meta({ id: "FoundMessages", description: "Of several rooms." });
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
