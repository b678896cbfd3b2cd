import { expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import * as schemas from "@/lib/shared/schemas";

type Json = { type?: string; properties?: Record<string, Json> };

const SCHEMAS = new Map(Object.values(schemas).map((schema) => [schema.meta()?.id, schema as z.ZodType]));

/** Lists that are whole in one answer, and what bounds each of them. */
const BOUNDED: Record<string, string> = {
  "account.read": "six quick reactions",
  "account.sessions": "takes LIMITS.pageSize.max",
  "reminder.heads": "LIMITS.reminders short lines",
  "account.api-tokens": "takes LIMITS.pageSize.max",
  "account.passkeys": "LIMITS.passkeys",
  "folder.list": "LIMITS.folders",
  "overview.read": "thirty days, and the kinds of files, of which there are four",
  "storage.read": "the kinds of files, of which there are four",
  "room.pins": "LIMITS.pinsPerRoom",
  "room.bookmarks": "LIMITS.bookmarks.perRoom",
  "poll.read-vote": "LIMITS.pollOptions",
  "room.saved": "LIMITS.savedMessages numbers",
  "message.receipts": "LIMITS.pageSize.max people in each list",
  "message.read": "one message: LIMITS.reactionKinds and the like",
  "room.read": "one room, with a few of its people",
  "room.read-as-administrator": "one room",
  "account.proof": "the ways to prove oneself, of which there are three",
  "group.read": "LIMITS.groupPeople members and LIMITS.nestedGroups groups",
  "search.suggest": "eight people, eight rooms, and the filters",
  "thread.unread": "LIMITS.unreadThreads short lines",
  "activity.unread": "LIMITS.unreadActivity short lines",
  "push.devices": "LIMITS.pushDevices",
  "notification-settings.read": "LIMITS.keywords and LIMITS.digestRooms",
  "message.notification": "the rules, of which there are ten, and LIMITS.pushDevices",
  "emoji.images": "a short line for each of EMOJI_LIMITS.customEmoji, and for the deleted ones",
  "presence.list": "one short line for each person of a room who is connected",
};

const hasList = (name: string) => {
  const schema = SCHEMAS.get(name);
  return (
    schema instanceof z.ZodObject && Object.values(schema.shape).some((one) => one instanceof z.ZodArray)
  );
};

test("every list takes a limit and a cursor, or is bounded otherwise", () => {
  const lists = ENDPOINTS.filter(({ method, answer }) => method === "GET" && hasList(answer));
  expect(lists.length).toBeGreaterThan(15);
  const unbounded = lists.filter(({ operation }) => {
    const fields = (z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" }) as Json)
      .properties;
    return !(fields && "limit" in fields) && !(operation.key in BOUNDED);
  });
  expect(unbounded.map(({ operation }) => operation.key)).toEqual([]);
});
