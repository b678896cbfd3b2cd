import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send/send-message";
import { setRoomSettings } from "../rooms/room-settings";
import { explainNotification } from "./explain-notification";
import { KeywordText } from "./keywords";
import { updateNotificationSettings } from "./update-settings";

testDatabase();

const found = (
  text: string,
  keywords: string[],
  ownName: "off" | "any" | "exact" = "off",
  displayName = "Link K",
) => new KeywordText(text).find({ keywords, ownName, displayName });

test.each([
  ["We deployed it twice", "deploy"],
  ["DEPLOYS are frozen", "deploy"],
  ["кто на дежурстве?", "дежурство"],
  ["дежурства и Ёлка", "елка"],
  ["我喜欢番茄炒蛋", "番茄"],
  ["the release trains left", "release train"],
  ["see PLT-3699, please", "plt-3699"],
  ["written in C++ and Go", "C++"],
  ["open fooBar now", "bar"],
])("in “%s” the keyword “%s” is found", (text, keyword) => {
  expect(found(text, ["nothing", keyword])).toBe(keyword);
});

test.each([
  ["redeployment of art", "deploy"],
  ["the train of the release", "release train"],
  ["plan C and D", "C++"],
  ["PLT-36990", "plt-3699"],
  ["", "deploy"],
  ["anything", "!!!"],
])("in “%s” the keyword “%s” is not found", (text, keyword) => {
  expect(found(text, [keyword])).toBeNull();
});

test("one's own name counts as chosen: never, in any case, or exactly as written", () => {
  expect(found("a link for you", [], "off")).toBeNull();
  expect(found("a link for you", [], "any")).toBe("Link");
  expect(found("a link for you", [], "exact")).toBeNull();
  expect(found("ask Link, please", [], "exact")).toBe("Link");
});

test("a keyword counts where the level is mentions, or keywords alone", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  await updateNotificationSettings(ada, { keywords: ["outage"] });
  const { message: hit } = await sendMessage(bob, { room: den.id, text: "two outages today" });
  const { message: other } = await sendMessage(bob, { room: den.id, text: "all quiet" });
  for (const notify of ["mentions", "keywords"] as const) {
    await setRoomSettings(ada, { room: den.id, notify });
    const interestIn = async (message: string) =>
      (await explainNotification(ada, { message })).steps.find(({ rule }) => rule === "interest");
    expect(await interestIn(hit.id)).toMatchObject({
      outcome: "passed",
      because: "keyword",
      value: "outage",
    });
    expect(await interestIn(other.id)).toMatchObject({ outcome: "stopped" });
  }
  expect(await db().mention.count({ where: { messageId: hit.id } })).toBe(0);
});
