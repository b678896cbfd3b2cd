import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { say } from "@/tests/support/searching";
import { person, room } from "@/tests/support/world";
import { searchMessages } from "../search-messages";
import { pairToken } from "./tokens";

testDatabase();

test("a phrase is not found by another pair of words with its token", async () => {
  const other = wordAfter("some", pairToken("green", "build"));
  const ada = await person("Ada");
  const den = await room(ada);
  await say(ada, den.id, `some ${other}`, `build some ${other}`, "a green build");
  expect(await searchMessages(ada, { q: '"green build"' })).toMatchObject({
    total: 1,
    items: [{ message: { text: "a green build" } }],
  });
});

/** Returns a word that makes this token together with the word before it. */
function wordAfter(first: string, token: number): string {
  let n = 0;
  while (pairToken(first, `w${n}`) !== token) n++;
  return `w${n}`;
}
