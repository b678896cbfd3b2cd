import { expect, test, vi } from "vitest";
import type { EmojiImageView } from "@/lib/shared/views";
import { createEmojiList } from "./emoji-list";

const ID = (digit: number) => `01900000-0000-7000-8000-00000000000${digit}`;

const emoji = (digit: number, name: string): EmojiImageView => ({
  id: ID(digit),
  name,
  imageUrl: `/image/${digit}`,
  width: 64,
  height: 64,
  isDeleted: false,
  names: [{ name, since: "2026-11-01T12:00:00.000Z", until: null }],
});

function listOf(items: EmojiImageView[]) {
  const fetched = vi.fn(async () => Response.json({ items }));
  vi.stubGlobal("fetch", fetched);
  return { list: createEmojiList(), fetched };
}

test("the list is read once, follows frames, and is read again after a gap", async () => {
  const { list, fetched } = listOf([emoji(1, "one")]);
  list.load();
  list.load();
  await vi.waitFor(() => expect(list.store.get()?.all).toHaveLength(1));
  expect(fetched).toHaveBeenCalledTimes(1);
  list.apply(emoji(2, "two"));
  list.apply(emoji(1, "won"));
  expect(
    list.store
      .get()
      ?.usable()
      .map(({ name }) => name),
  ).toEqual(["two", "won"]);
  list.refresh();
  await vi.waitFor(() => expect(list.store.get()?.all).toHaveLength(1));
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("a change that comes while the list is on its way is kept", async () => {
  const { list } = listOf([emoji(1, "one")]);
  list.load();
  list.apply(emoji(1, "won"));
  await vi.waitFor(() => expect(list.store.get()?.find(":won:")?.id).toBe(ID(1)));
});

test("the list is not read for every emoji that it lacks", async () => {
  const { list, fetched } = listOf([]);
  list.load();
  await vi.waitFor(() => expect(list.store.get()).not.toBeNull());
  for (const digit of [1, 2, 3]) list.load(`:${ID(digit)}:`);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("the list is not read by a page that shows none", () => {
  const { list, fetched } = listOf([]);
  list.refresh();
  list.apply(emoji(1, "one"));
  expect(fetched).not.toHaveBeenCalled();
});
