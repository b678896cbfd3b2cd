import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { EMOJI_LIMITS } from "@/lib/shared/emoji-limits";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { animation, longGif, pixelFlood, plain } from "@/tests/support/images";
import { call } from "@/tests/support/rest";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { addReaction, listReactions, removeReaction } from "../messages/react";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { updateAccount } from "../people/update-account";
import { updateWorkspace } from "../workspace/update-workspace";
import { createEmoji } from "./create-emoji";
import { deleteEmoji } from "./delete-emoji";
import { listEmoji, listEmojiImages } from "./list-emoji";
import { readEmojiImage } from "./read-emoji-image";
import { updateEmoji } from "./update-emoji";

testDatabase();
const server = testServer();

let count = 0;
const newName = () => `parrot_${++count}`;
const picture = () => plain(60, 30).png().toBuffer();

async function made(who: Person, more: { name?: string; aliases?: string[] } = {}) {
  return createEmoji(who, { name: newName(), image: await picture(), ...more });
}

const allow = async (emojiMakers: "administrators" | "members") =>
  updateWorkspace(await person("Boss", "administrator"), { emojiMakers });

const invalid = (path: string, reason: string) => ({
  refusal: { code: "validation_failed", errors: [expect.objectContaining({ path, reason })] },
});

const named = async (who: Person, q: string) => (await listEmoji(who, { q })).items.map(({ name }) => name);

describe("an emoji", () => {
  test("is added with aliases, and found by each of its names", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const name = newName();
    const emoji = await made(ada, { name: `:${name}:`, aliases: [`alias_${name}`, name.toUpperCase()] });
    expect(emoji).toMatchObject({
      name,
      aliases: [`alias_${name}`],
      emoji: `:${emoji.id}:`,
      mayChange: true,
    });
    expect(emoji.createdBy).toMatchObject({ id: ada.userId });
    for (const q of [name, `alias_${name}`.toUpperCase(), `:${name}:`])
      expect(await named(bob, q)).toContain(name);
    const [seen] = (await listEmoji(bob, { q: name })).items;
    expect(seen).toEqual({ ...emoji, mayChange: false });
    const entries = await db().auditEntry.findMany({ where: { action: "emoji.create", targetId: emoji.id } });
    expect(entries).toMatchObject([{ actorId: ada.userId, targetName: name }]);
  });

  test("keeps its shape in at most 128 pixels, and is read by guests too", async () => {
    const ada = await person("Ada");
    const image = await plain(600, 300).jpeg().toBuffer();
    const { id, width, height, imageUrl } = await createEmoji(ada, { name: newName(), image });
    expect({ width, height }).toEqual({ width: 128, height: 64 });
    const guest = await person("Gus", "guest");
    const shown = await readEmojiImage(guest, { customEmoji: id, v: imageUrl.split("v=")[1] });
    expect(shown.isForGood).toBe(true);
    expect(await sharp(shown.image).metadata()).toMatchObject({ format: "webp", width: 128, height: 64 });
    expect((await listEmoji(guest, { limit: 200 })).items.find((one) => one.id === id)?.createdBy).toBeNull();
  });

  test.each(["gif", "webp"] as const)("made of an animated %s is animated", async (format) => {
    const image = await animation(4, 200, format);
    const { id, width, height } = await createEmoji(await person("Ada"), { name: newName(), image });
    const shown = await readEmojiImage(await person("Bob"), { customEmoji: id });
    expect(await sharp(shown.image, { pages: -1 }).metadata()).toMatchObject({ pages: 4, pageHeight: 128 });
    expect({ width, height }).toEqual({ width: 128, height: 128 });
  });

  test("may have a name in any alphabet", async () => {
    const ada = await person("Ada");
    expect(await made(ada, { name: "попугай_наш" })).toMatchObject({ name: "попугай_наш" });
    await expect(made(ada, { name: "ПОПУГАЙ_НАШ" })).rejects.toMatchObject(
      invalid("name", "emoji_name_taken"),
    );
  });

  test.each([
    ["tada", "built_in_emoji"],
    [":TADA:", "built_in_emoji"],
    ["ракета", "built_in_emoji"],
    ["12", "invalid_emoji_name"],
    ["two words", "invalid_emoji_name"],
    ["<script>", "invalid_emoji_name"],
    ["a", "too_short"],
    ["x".repeat(33), "too_long"],
  ])("is not called %s", async (name, reason) => {
    const ada = await person("Ada");
    await expect(made(ada, { name })).rejects.toMatchObject(invalid("name", reason));
    await expect(made(ada, { aliases: [name] })).rejects.toMatchObject(invalid("aliases.0", reason));
  });

  test("takes no name or alias of another, but a name that another lost", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [name, alias] = [newName(), newName()];
    const first = await made(ada, { name, aliases: [alias] });
    await expect(made(bob, { name: alias })).rejects.toMatchObject(invalid("name", "emoji_name_taken"));
    await expect(made(bob, { aliases: [name] })).rejects.toMatchObject(
      invalid("aliases", "emoji_name_taken"),
    );
    await updateEmoji(ada, { customEmoji: first.id, aliases: [] });
    expect(await made(bob, { name: alias })).toMatchObject({ name: alias });
  });

  test("of two with one name at once is added once", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const name = newName();
    const tries = await Promise.allSettled([ada, bob, ada, bob].map((who) => made(who, { name })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of tries)
      if (each.status === "rejected") expect(each.reason).toMatchObject(invalid("name", "emoji_name_taken"));
    expect(await named(ada, name)).toEqual([name]);
  });

  test("is renamed, and keeps the times of its names for texts", async () => {
    const ada = await person("Ada");
    const [before, after] = [newName(), newName()];
    const { id } = await made(ada, { name: before, aliases: ["kept_alias"] });
    expect(await updateEmoji(ada, { customEmoji: id, name: after })).toMatchObject({
      name: after,
      aliases: ["kept_alias"],
    });
    const image = (await listEmojiImages(ada, {})).items.find((one) => one.id === id);
    expect(image).toMatchObject({ name: after, isDeleted: false });
    expect(image?.names.map(({ name, until }) => [name, until === null])).toEqual([
      [before, false],
      ["kept_alias", true],
      [after, true],
    ]);
    expect(await named(ada, before)).toEqual([]);
  });

  test("swaps its name and alias, and changes its case", async () => {
    const ada = await person("Ada");
    const [name, alias] = [newName(), newName()];
    const { id } = await made(ada, { name, aliases: [alias] });
    const swapped = await updateEmoji(ada, { customEmoji: id, name: alias.toUpperCase(), aliases: [name] });
    expect(swapped).toMatchObject({ name: alias.toUpperCase(), aliases: [name] });
    await expect(made(ada, { name: alias })).rejects.toMatchObject(invalid("name", "emoji_name_taken"));
  });

  test("that is deleted gives its name away, and is still shown where it was", async () => {
    const ada = await person("Ada");
    const { id, name } = await made(ada);
    await deleteEmoji(ada, { customEmoji: id });
    expect(await named(ada, name)).toEqual([]);
    expect((await listEmojiImages(ada, {})).items.find((one) => one.id === id)).toMatchObject({
      name,
      isDeleted: true,
      names: [{ name, until: expect.any(String) }],
    });
    expect((await readEmojiImage(ada, { customEmoji: id })).image.length).toBeGreaterThan(0);
    await expect(deleteEmoji(ada, { customEmoji: id })).rejects.toMatchObject(refused("not_found"));
    expect((await made(ada, { name })).id).not.toBe(id);
  });

  test("is listed in pages by name", async () => {
    const ada = await person("Ada");
    for (const name of ["zz_b", "zz_a", "ZZ_C"]) await made(ada, { name });
    const first = await listEmoji(ada, { q: "zz_", limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(["zz_a", "zz_b"]);
    const second = await listEmoji(ada, { q: "zz_", limit: 2, cursor: first.nextCursor! });
    expect(second).toMatchObject({ items: [{ name: "ZZ_C" }], nextCursor: null });
  });

  test("is heard of on every device when it is added, renamed and deleted", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const clients = await Promise.all([
      KINDS["Socket.IO"](server.port, bob),
      KINDS.plain(server.port, { ...bob, ...(await session(bob.userId)) }),
    ]);
    const { id, name } = await made(ada);
    const renamed = await updateEmoji(ada, { customEmoji: id, name: newName() });
    await deleteEmoji(ada, { customEmoji: id });
    type Item = { id: string; name: string; isDeleted: boolean };
    for (const client of clients) {
      const isLast = (frame: object) => "item" in frame && (frame.item as Item | null)?.isDeleted === true;
      await client.until((frame) => frame.type === "emoji" && isLast(frame));
      const heard = client.received.filter(({ type }) => type === "emoji").map(({ item }) => item as Item);
      expect(heard.filter((item) => item.id === id).map((item) => [item.name, item.isDeleted])).toEqual([
        [name, false],
        [renamed.name, false],
        [renamed.name, true],
      ]);
      client.close();
    }
  });
});

describe("rights", () => {
  test("members add emoji and change their own, administrators all, guests none", async () => {
    await allow("members");
    const [ada, bob, root] = [
      await person("Ada"),
      await person("Bob"),
      await person("Root", "administrator"),
    ];
    const guest = await person("Gus", "guest");
    const { id } = await made(ada);
    await expect(updateEmoji(bob, { customEmoji: id, name: newName() })).rejects.toMatchObject(
      refused("forbidden", "not_your_emoji"),
    );
    await expect(deleteEmoji(bob, { customEmoji: id })).rejects.toMatchObject(
      refused("forbidden", "not_your_emoji"),
    );
    await expect(made(guest)).rejects.toMatchObject(refused("forbidden", "administrators_only"));
    await updateEmoji(root, { customEmoji: id, name: newName() });
    await deleteEmoji(root, { customEmoji: id });
  });

  test("members add and change none where only administrators do", async () => {
    const ada = await person("Ada");
    const { id } = await made(ada);
    await allow("administrators");
    const forbidden = refused("forbidden", "administrators_only");
    await expect(made(ada)).rejects.toMatchObject(forbidden);
    await expect(updateEmoji(ada, { customEmoji: id, name: newName() })).rejects.toMatchObject(forbidden);
    await expect(deleteEmoji(ada, { customEmoji: id })).rejects.toMatchObject(forbidden);
    expect((await listEmoji(ada, { limit: 200 })).items.find((one) => one.id === id)?.mayChange).toBe(false);
    await made(await person("Root", "administrator"));
    await allow("members");
  });

  test("callers without a session do and see nothing", async () => {
    const nobody = anonymous();
    const gone = refused("unauthenticated");
    await expect(createEmoji(nobody, { name: "x", image: await picture() })).rejects.toMatchObject(gone);
    await expect(listEmoji(nobody, {})).rejects.toMatchObject(gone);
    await expect(listEmojiImages(nobody, {})).rejects.toMatchObject(gone);
    const { id } = await made(await person("Ada"));
    await expect(readEmojiImage(nobody, { customEmoji: id })).rejects.toMatchObject(gone);
    await expect(deleteEmoji(nobody, { customEmoji: id })).rejects.toMatchObject(gone);
  });
});

describe("a reaction", () => {
  async function scene() {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const { message } = await sendMessage(ada, { room: den.id, text: "shipped" });
    const given = async () => (await readMessage(ada, { message: message.id })).reactions;
    return { ada, bob, message: message.id, emoji: await made(ada), given };
  }

  test("by name or by id is the same one, and outlives a new name", async () => {
    const { ada, bob, message, emoji, given } = await scene();
    await addReaction(ada, { message, emoji: `:${emoji.name.toUpperCase()}:` });
    await updateEmoji(ada, { customEmoji: emoji.id, name: newName() });
    await addReaction(bob, { message, emoji: emoji.emoji });
    expect(await given()).toEqual([{ emoji: emoji.emoji, count: 2, userIds: [ada.userId, bob.userId] }]);
    expect((await listReactions(ada, { message, emoji: emoji.emoji })).items).toHaveLength(2);
  });

  test("with a deleted emoji stays and is taken back, and cannot be added", async () => {
    const { ada, bob, message, emoji, given } = await scene();
    await addReaction(ada, { message, emoji: emoji.emoji });
    await deleteEmoji(ada, { customEmoji: emoji.id });
    const deleted = invalid("emoji", "deleted_emoji");
    await expect(addReaction(bob, { message, emoji: emoji.emoji })).rejects.toMatchObject(deleted);
    const unknown = invalid("emoji", "unknown_emoji");
    await expect(addReaction(bob, { message, emoji: `:${emoji.name}:` })).rejects.toMatchObject(unknown);
    expect(await given()).toHaveLength(1);
    await removeReaction(ada, { message, emoji: emoji.emoji });
    expect(await given()).toEqual([]);
  });

  test.each([":nothing_like_it:", ":019a0000-0000-7000-8000-000000000000:"])(
    "with %s is refused",
    async (emoji) => {
      const { ada, message } = await scene();
      await expect(addReaction(ada, { message, emoji })).rejects.toMatchObject(
        invalid("emoji", "unknown_emoji"),
      );
    },
  );

  test("is refused to a stranger before the emoji is looked at", async () => {
    const { message } = await scene();
    const eve = await person("Eve");
    const answer = addReaction(eve, { message, emoji: ":nothing_like_it:" });
    await expect(answer).rejects.toMatchObject(refused("not_found"));
  });
});

describe("a status", () => {
  test("has an emoji by name, and keeps one that is deleted until another is chosen", async () => {
    const ada = await person("Ada");
    const emoji = await made(ada);
    const set = (statusEmoji: string, statusText = "Out") => updateAccount(ada, { statusEmoji, statusText });
    expect(await set(`:${emoji.name}:`)).toMatchObject({ statusEmoji: emoji.emoji, statusText: "Out" });
    await deleteEmoji(ada, { customEmoji: emoji.id });
    expect(await set(emoji.emoji, "In")).toMatchObject({ statusEmoji: emoji.emoji, statusText: "In" });
    expect(await set("🌴")).toMatchObject({ statusEmoji: "🌴" });
    await expect(set(emoji.emoji)).rejects.toMatchObject(invalid("statusEmoji", "deleted_emoji"));
    await expect(set(":nothing_like_it:")).rejects.toMatchObject(invalid("statusEmoji", "unknown_emoji"));
    await expect(set(":two words:")).rejects.toMatchObject(invalid("statusEmoji", "invalid_emoji"));
  });
});

describe("through REST an upload", () => {
  const form = (name: string, image: Uint8Array, more: [string, string][] = []) => {
    const fields = new FormData();
    fields.set("name", name);
    for (const [field, value] of more) fields.append(field, value);
    fields.set("image", new Blob([new Uint8Array(image)]), "emoji.png");
    return fields;
  };
  const post = async (as: Person, body: FormData, key?: string) => {
    const encoded = new Response(body);
    const headers = {
      "content-type": encoded.headers.get("content-type")!,
      ...(key && { "idempotency-key": key }),
    };
    return call("POST", "/emoji", { as, raw: await encoded.arrayBuffer(), headers });
  };

  test("is a form, or the bytes with the name in the address", async () => {
    const ada = await person("Ada");
    const [one, two] = [newName(), newName()];
    const sent = await post(
      ada,
      form(one, await picture(), [
        ["aliases", `a_${one}, b_${one}`],
        ["aliases", `c_${one}`],
      ]),
    );
    expect(sent).toMatchObject({
      status: 201,
      json: { name: one, aliases: [`a_${one}`, `b_${one}`, `c_${one}`] },
    });
    const raw = new Uint8Array(await picture());
    const plainly = await call("POST", `/emoji?name=${two}`, {
      as: ada,
      raw,
      headers: { "content-type": "image/png" },
    });
    expect(plainly).toMatchObject({ status: 201, json: { name: two, aliases: [] } });
    const shown = await call("GET", plainly.json.imageUrl.replace("/api/v1", ""), { as: ada });
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=31536000, immutable",
    });
  });

  test("under one Idempotency-Key is added once, and another image is a conflict", async () => {
    const ada = await person("Ada");
    const name = newName();
    const image = await picture();
    const first = await post(ada, form(name, image), "once");
    const again = await post(ada, form(name, image), "once");
    expect([first.status, again.json]).toEqual([201, first.json]);
    const other = await post(ada, form(name, await plain(9, 9, "red").png().toBuffer()), "once");
    expect(other).toMatchObject({ status: 409, json: { reason: "idempotency_key_reused" } });
  });

  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ["SVG", Buffer.from(script), 415],
    ["a page named as a PNG", Buffer.from("<script>alert(1)</script>"), 415],
    ["nothing", Buffer.alloc(0), 415],
    ["a damaged GIF", Buffer.from("GIF89a and no more"), 422],
    ["more than a mebibyte", Buffer.alloc(LIMITS.emojiBytes + 1), 413],
    ["a header of billions of pixels", pixelFlood(60_000, 60_000), 422],
  ])("of %s is refused and leaves nothing", async (_what, bytes, status) => {
    const ada = await person("Ada");
    const name = newName();
    expect(await post(ada, form(name, bytes))).toMatchObject({ status, json: { status } });
    expect(await named(ada, name)).toEqual([]);
  });

  test("of a GIF with thousands of frames is bounded", async () => {
    const ada = await person("Ada");
    const image = await longGif(6_000, 100);
    expect(image.length).toBeLessThan(LIMITS.emojiBytes);
    const { status, json } = await post(ada, form(newName(), image));
    expect([201, 422]).toContain(status);
    if (status === 201) {
      const { image: stored } = await readEmojiImage(ada, { customEmoji: json.id });
      expect(stored.length).toBeLessThanOrEqual(EMOJI_LIMITS.storedEmojiBytes);
    }
  });
});
