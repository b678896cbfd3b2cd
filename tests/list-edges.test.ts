import { beforeAll, expect, test } from "vitest";
import { flushSessionUses } from "@/lib/core/session-use";
import { readCommits } from "@/lib/delivery/commit-work";
import { activityOfCommits } from "@/lib/domain/activity/activity-of-commits";
import { listActivity } from "@/lib/domain/activity/list-activity";
import { listAuditEntries } from "@/lib/domain/administration/audit-log";
import { listPeople } from "@/lib/domain/administration/list-people";
import { listAllRooms, listRoomsOfPerson } from "@/lib/domain/administration/rooms";
import { listDrafts } from "@/lib/domain/drafts/read-drafts";
import { saveDraft } from "@/lib/domain/drafts/save-draft";
import { listMyFiles, listRoomFiles } from "@/lib/domain/files/list-files";
import { createInvitation, listInvitations } from "@/lib/domain/invitations/invitations";
import { listSaved } from "@/lib/domain/messages/list-saved";
import { listMentions } from "@/lib/domain/messages/mentions/list-mentions";
import { addReaction, listReactions } from "@/lib/domain/messages/react";
import { saveMessage } from "@/lib/domain/messages/save-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { listUsers } from "@/lib/domain/people/list-users";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { listMembers } from "@/lib/domain/rooms/members/list-members";
import { listMembershipChanges } from "@/lib/domain/rooms/members/membership-changes";
import { listScheduled } from "@/lib/domain/scheduled/list-scheduled";
import { scheduleMessage } from "@/lib/domain/scheduled/schedule-message";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadRow } from "@/tests/support/files";
import { person, room } from "@/tests/support/world";

// A list says that there is more exactly when there is more: also where a page ends with the last of it.

testDatabase();

type Asked = { limit: number; cursor?: string };
type List = (page: Asked) => Promise<{ items: object[]; nextCursor: string | null }>;

const lists = new Map<string, List>();

beforeAll(async () => {
  const admin = await person("Root", "administrator");
  const [ada, bob, cyd] = [await person("Ada"), await person("Bob"), await person("Cyd")];
  const den = await room(admin, { members: [ada, bob, cyd] });
  const mine = [den, await room(admin), await room(admin)];
  for (let i = 0; i < 3; i++) await room(ada);
  const texts: string[] = [];
  for (const text of ["one", "two", "three"]) {
    const { message } = await sendMessage(ada, { room: den.id, text: `${text} @${admin.username}` });
    await saveMessage(admin, { message: message.id });
    texts.push(message.id);
    await sendFiles(ada, den.id, [await uploadRow(ada), await uploadRow(ada)]);
    await sendFiles(admin, mine[1]!.id, [await uploadRow(admin)]);
  }
  const first = { message: texts[0] ?? "", emoji: "👍" };
  for (const who of [admin, ada, bob, cyd]) await addReaction(who, first);
  for (const { id } of mine) await saveDraft(admin, { room: id, text: "later" });
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  for (const { id } of mine) await scheduleMessage(admin, { room: id, text: "later", sendAt });
  for (let i = 0; i < 3; i++) await createInvitation(admin, {});
  await leaveRoom(cyd, { room: den.id });
  await readCommits([activityOfCommits]);
  await flushSessionUses(); // Who was seen last is written later, and stands in what is compared.

  const all: Record<string, List> = {
    "my rooms": (page) => listRooms(admin, page),
    "rooms by name": (page) => listRooms(admin, { ...page, scope: "browse", sort: "name" }),
    "rooms by activity": (page) => listRooms(admin, { ...page, scope: "browse", sort: "activity" }),
    "rooms by members": (page) => listRooms(admin, { ...page, scope: "browse", sort: "members" }),
    people: (page) => listUsers(admin, page),
    members: (page) => listMembers(admin, { ...page, room: den.id }),
    "comings and goings": (page) => listMembershipChanges(admin, { ...page, room: den.id }),
    mentions: (page) => listMentions(admin, page),
    activity: (page) => listActivity(admin, page),
    saved: (page) => listSaved(admin, page),
    drafts: (page) => listDrafts(admin, page),
    scheduled: (page) => listScheduled(admin, page),
    invitations: (page) => listInvitations(admin, page),
    accounts: (page) => listPeople(admin, page),
    "all rooms": (page) => listAllRooms(admin, page),
    "rooms of a person": (page) => listRoomsOfPerson(admin, { ...page, user: ada.username }),
    "files of a room": (page) => listRoomFiles(admin, { ...page, room: den.id }),
    "files of my rooms": (page) => listMyFiles(admin, page),
    "found files of my rooms": (page) => listMyFiles(admin, { ...page, q: "plan", type: "document" }),
    reactions: (page) => listReactions(admin, { ...page, ...first }),
    "audit log": (page) => listAuditEntries(admin, page),
  };
  for (const [name, list] of Object.entries(all)) lists.set(name, list);
});

test.each([
  ...["my rooms", "rooms by name", "rooms by activity", "rooms by members", "people", "members"],
  ...["comings and goings", "mentions", "saved", "drafts", "invitations", "accounts", "all rooms"],
  "scheduled",
  ...["rooms of a person", "audit log", "reactions"],
  ...["files of a room", "files of my rooms", "found files of my rooms"],
])("%s: a page that ends with the last one says so, and no other", async (name) => {
  const list = lists.get(name)!;
  const { items, nextCursor } = await list({ limit: 200 });
  expect(items.length).toBeGreaterThan(1);
  expect(nextCursor).toBeNull();
  expect((await list({ limit: items.length })).nextCursor).toBeNull();
  for (let limit = 1; limit < items.length; limit++) {
    const walked: object[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit, ...(cursor && { cursor }) });
      expect(page.items.length).toBe(Math.min(limit, items.length - walked.length));
      walked.push(...page.items);
      expect(page.nextCursor === null).toBe(walked.length >= items.length);
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(items);
  }
});
