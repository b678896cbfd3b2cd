import { z } from "zod";
import { count, id, page, time } from "./fields";
import { message } from "./messages";
import { person, user } from "./people";

export const roomKind = z.enum(["open", "password", "closed", "group", "direct"]);
export const roomRole = z.enum(["owner", "moderator", "member"]);
export const posting = z.enum(["everyone", "moderators"]);
export const history = z.enum(["shown", "hidden"]);
export const entry = z.enum(["created", "joined", "password", "added", "invited"]);
export const notify = z.enum(["everything", "mentions", "keywords", "nothing"]);

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
    bookmarksRev: z.int().nullable().meta({
      description: "`rev` at which the room's bookmarks last changed; null if it has none",
    }),
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
    notify: notify.meta({
      description: "The level that holds here: `notifyChoice`, else that of your settings",
    }),
    notifyChoice: notify
      .nullable()
      .meta({ description: "The level that you chose for this room; null: as in your settings" }),
    mutedUntil: time.nullable().meta({ description: "The year 9999 means no end" }),
    isStarred: z.boolean(),
    folderId: id.nullable(),
    firstVisibleSeq: count.meta({ description: "`seq` of the first message you can read" }),
    hasLapsed: z.boolean().meta({
      description: "You lost access when the password changed, until you enter the new one",
    }),
    lastReadSeq: count,
    unreadCount: count.meta({ description: "100 means 100 or more" }),
    mentionCount: count.meta({
      description: "Mentions in the room and in its threads; 100 means 100 or more",
    }),
    threadMentionCount: count.meta({
      description: "Those of them in threads: they are read with the thread, not with the room",
    }),
    repliesInRoom: z.boolean().meta({
      description:
        "You see replies in threads among the room's messages, and read them there; they are counted in their threads",
    }),
    followsThreads: z.boolean().meta({ description: "You follow every new thread of the room" }),
    lastMessage: message.nullable(),
  })
  .meta({ id: "Room", description: "A room with your own state in it." });

export const bookmark = z
  .strictObject({
    id,
    title: z.string(),
    url: z.string().meta({ description: "An `http` or `https` address" }),
    createdBy: person.nullable().meta({ description: "Null if the account was deleted" }),
    createdAt: time,
  })
  .meta({ id: "Bookmark", description: "A link above a room's messages." });
export const bookmarkList = z.strictObject({ items: z.array(bookmark) }).meta({ id: "BookmarkList" });

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
export const roomPage = page(myRoom).meta({ id: "RoomPage" });
export const memberPage = page(member).meta({ id: "MemberPage" });
export const membershipChangePage = page(membershipChange).meta({ id: "MembershipChangePage" });
export const added = z
  .strictObject({ added: count })
  .meta({ id: "Added", description: "Number of them who were not in the room before." });
