import { beforeAll, describe, expect, test } from "vitest";
import { isRoomPath } from "@/components/message/text/links";
import { loadParser } from "@/lib/client/text/markdown-parser";
import { parseMentions } from "@/lib/shared/messages/parse-mentions";
import { CORPUS } from "@/tests/support/mention-corpus";
import { isInCode } from "./in-code";
import { rankPeople } from "./rank-people";
import { roomReference } from "./room-reference";
import { triggerAt } from "./trigger";

beforeAll(loadParser);

const people = [
  { username: "ada", displayName: "Ada Lovelace" },
  { username: "cyildiz", displayName: "Cem Yıldız" },
  { username: "lada", displayName: "Лада Ёлкина" },
  { username: "ｗｉｄｅ", displayName: "Straße" },
];

describe("people", () => {
  const found = (query: string) => rankPeople(people, query).map(({ username }) => username);

  test.each([
    ["", ["ada", "cyildiz", "lada", "ｗｉｄｅ"]],
    ["AD", ["ada", "lada"]],
    ["love", ["ada"]],
    ["yildiz", ["cyildiz"]],
    ["елк", ["lada"]],
    ["wide", ["ｗｉｄｅ"]],
    ["strasse", ["ｗｉｄｅ"]],
    ["nobody", []],
  ])("of %j are %j", (query, expected) => {
    expect(found(query)).toEqual(expected);
  });
});

test.each(CORPUS.map(([text]) => text))(
  "suggestions open at each at-sign of %j that the grammar reads",
  (text) => {
    for (const { index } of text.matchAll(/[@＠]/g)) {
      const begun = text.slice(0, index + 1);
      const isMention = parseMentions(`${begun}somebody`).runs.flat().includes("somebody");
      const trigger = triggerAt(begun, begun.length);
      // Unclosed code counts as code while the user types.
      if (isMention && !isInCode(begun, begun.length))
        expect(trigger, begun).toMatchObject({ kind: "person", query: "", from: index });
    }
  },
);

test.each(["ada@", "a.@", "@@", "~/@", "ц@"])(
  "no suggestion opens behind %j, which is no mention",
  (begun) => {
    expect(parseMentions(`${begun}somebody`).runs).toEqual([]);
    expect(triggerAt(begun, begun.length)).toBeNull();
  },
);

describe("a room in a text", () => {
  test.each([
    ["general", "#general"],
    ["команда-2", "#команда-2"],
    ["Big Plans", "[#Big Plans](/rooms/Big%20Plans)"],
    ["v2.", "[#v2.](/rooms/v2.)"],
    ["a [b] (c)", "[#a \\[b\\] (c)](/rooms/a%20%5Bb%5D%20%28c%29)"],
  ])("called %j is %j", (name, expected) => {
    expect(roomReference({ id: "1", name })).toBe(expected);
  });

  test("is linked to by a path of our own and by nothing else", () => {
    for (const path of ["/rooms/Big%20Plans", "/rooms/general?message=12"])
      expect(isRoomPath(path)).toBe(true);
    for (const path of [
      "/rooms/",
      "//rooms/x",
      "/rooms/a/b",
      "/rooms/x?next=//evil.example",
      "/rooms/..\\evil",
      "/rooms/a\u202e",
      "/admin",
      "https://a.example/rooms/x",
    ]) {
      expect(isRoomPath(path), path).toBe(false);
    }
  });
});
