import pg from "pg";
import { expect, test, vi } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { find, say } from "@/tests/support/searching";
import { person, room } from "@/tests/support/world";
import { searchFiles } from "./search-files";

testDatabase();

/** Counts how often something asks the index for entries. */
async function readings(act: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await act();
  const texts = sent.mock.calls.map(([query]) => (query as unknown as { text?: string }).text ?? "");
  sent.mockRestore();
  return texts.filter((text) => text.includes("search_entries(")).length;
}

test("the index is asked again only where longer words contain a word", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await say(ada, den.id, "a rework of the network", "nothing but quartz");
  expect(await readings(async () => expect(await find(ada, "quartz")).toHaveLength(1))).toBe(1);
  expect(await readings(async () => expect(await find(ada, "work")).toHaveLength(1))).toBe(2);
  expect(await readings(() => searchFiles(ada, { q: "quartz" }))).toBe(1);
  expect(await readings(() => searchFiles(ada, { q: "work" }))).toBe(2);
});
