import { describe, expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room } from "@/tests/support/world";
import { readRoom } from "../read-room";
import { updateRoom } from "../update/update-room";
import { addBookmark } from "./add-bookmark";
import { removeBookmark, updateBookmark } from "./change-bookmark";
import { listBookmarks } from "./list-bookmarks";

testDatabase();

async function scene() {
  const [ada, bob, eve] = [await person("ada"), await person("bob"), await person("eve")];
  const den = await room(ada, { kind: "group", members: [bob] });
  const add = (url: string, title?: string) => addBookmark(bob, { room: den.id, url, title });
  const titles = async () => (await listBookmarks(ada, { room: den.id })).items.map(({ title }) => title);
  const rev = async () => (await readRoom(ada, { room: den.id })).bookmarksRev;
  return { ada, bob, eve, den, add, titles, rev };
}

describe("bookmarks of a room", () => {
  test("are added by any member, shown to all, and named by their site", async () => {
    const { bob, add, titles, rev } = await scene();
    expect(await rev()).toBeNull();
    const first = await add("https://board.example.com/sprint", "  Sprint   board ");
    await add("http://www.example.org/");
    expect(first).toMatchObject({ title: "Sprint board", url: "https://board.example.com/sprint" });
    expect(first.createdBy).toMatchObject({ id: bob.userId });
    expect(await titles()).toEqual(["Sprint board", "example.org"]);
    expect(await rev()).toBeGreaterThan(0);
  });

  test("are renamed, moved and removed by other members", async () => {
    const { ada, den, add, titles, rev } = await scene();
    const [a, b, c] = [
      await add("https://a.example"),
      await add("https://b.example"),
      await add("https://c.example"),
    ];
    const before = await rev();
    await updateBookmark(ada, { room: den.id, bookmark: c.id, position: 0, title: "Calendar" });
    expect(await titles()).toEqual(["Calendar", "a.example", "b.example"]);
    await updateBookmark(ada, { room: den.id, bookmark: c.id, position: 50, title: "" });
    expect(await titles()).toEqual(["a.example", "b.example", "c.example"]);
    expect(await rev()).toBeGreaterThan(before!);
    for (const { id } of [a, b, c]) await removeBookmark(ada, { room: den.id, bookmark: id });
    expect(await titles()).toEqual([]);
    expect(await rev()).toBeNull();
  });

  test("take no rev for a change that changes nothing", async () => {
    const { ada, den, add, rev } = await scene();
    const { id, title, url } = await add("https://a.example", "A");
    const before = await rev();
    await updateBookmark(ada, { room: den.id, bookmark: id, title, url, position: 0 });
    expect(await rev()).toBe(before);
  });

  test("keep their order when several are added at once", async () => {
    const { add, titles } = await scene();
    await Promise.all(["a", "b", "c"].map((name) => add(`https://${name}.example`)));
    expect((await titles()).sort()).toEqual(["a.example", "b.example", "c.example"]);
  });

  test("are removed once when two people remove one", async () => {
    const { ada, bob, den, add, titles } = await scene();
    const { id } = await add("https://a.example");
    const both = [ada, bob].map((who) => removeBookmark(who, { room: den.id, bookmark: id }));
    const ends = (await Promise.allSettled(both)).map(({ status }) => status).sort();
    expect(ends).toEqual(["fulfilled", "rejected"]);
    expect(await titles()).toEqual([]);
  });

  test("of another room are not found", async () => {
    const { bob, add, ada, den } = await scene();
    await add("https://a.example");
    const other = await room(bob, { members: [ada] });
    await expect(
      updateBookmark(ada, {
        room: other.id,
        bookmark: (await listBookmarks(ada, { room: den.id })).items[0]!.id,
        title: "Moved",
      }),
    ).rejects.toMatchObject(refused("not_found"));
  });
});

describe("bookmarks are refused", () => {
  test("to strangers", async () => {
    const { eve, den, add } = await scene();
    const { id } = await add("https://a.example");
    const calls = [
      listBookmarks(eve, { room: den.id }),
      addBookmark(eve, { room: den.id, url: "https://a.example" }),
      updateBookmark(eve, { room: den.id, bookmark: id, title: "Mine" }),
      removeBookmark(eve, { room: den.id, bookmark: id }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject(refused("not_found"));
  });

  test("in an archived room", async () => {
    const { ada, den, add } = await scene();
    await updateRoom(ada, { room: den.id, archived: true });
    await expect(add("https://a.example")).rejects.toMatchObject(refused("forbidden"));
  });

  test.each([
    ["javascript:", "javascript:alert(1)"],
    ["data:", "data:text/html,x"],
    ["file:", "file:///etc/passwd"],
    ["mailto:", "mailto:ada@example.com"],
    ["no host", "/rooms/den"],
    ["no protocol", "example.com"],
    ["an empty host", "https://"],
    ["nothing", ""],
    ["too much", `https://example.com/${"a".repeat(LIMITS.bookmarks.urlLength)}`],
  ])("with an address of %s", async (_what, url) => {
    const { add } = await scene();
    await expect(add(url)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "url" }] },
    });
  });

  test("above the limit of a room", async () => {
    const { add } = await scene();
    for (let at = 0; at < LIMITS.bookmarks.perRoom; at++) await add(`https://${at}.example`);
    await expect(add("https://more.example")).rejects.toMatchObject(
      refused("conflict", "too_many_bookmarks"),
    );
  });
});
