import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { rest } from "@/lib/doors/rest";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused } from "@/tests/support/world";
import { listMessages } from "../messages/list-messages";
import { sendMessage } from "../messages/send/send-message";
import { listRooms } from "../rooms/list-rooms";
import { startDirect } from "../rooms/start-direct";
import { readAvatar, removeAvatar, setAvatar } from "./avatar";
import { readUser } from "./read-user";

testDatabase();

/** A picture with its left half red and its right half blue. */
const picture = (width = 400, height = 200) => {
  const half = { width: width / 2, height, channels: 3 as const };
  return sharp({ create: { width, height, channels: 3, background: "#ff0000" } }).composite([
    { input: { create: { ...half, background: "#0000ff" } }, left: width / 2, top: 0 },
  ]);
};

async function put(who: Person | null, body: BodyInit, type?: string) {
  const request = new Request("http://parley.test/api/v1/me/avatar", {
    method: "PUT",
    body,
    headers: { ...(who && { authorization: `Bearer ${who.token}` }), ...(type && { "content-type": type }) },
  });
  const response = await rest("/me/avatar").PUT(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

async function get(who: Person, url: string) {
  const request = new Request(`http://parley.test${url}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
  const user = url.split("/")[4]!;
  return rest("/users/{user}/avatar").GET(request, { params: Promise.resolve({ user }) });
}

describe("a person's picture", () => {
  test.each(["png", "jpeg", "webp", "gif"] as const)(
    "made of %s is a square WebP of 256 pixels",
    async (format) => {
      const ada = await person("Ada");
      const image = await picture().toFormat(format).toBuffer();
      const { avatarUrl } = await setAvatar(ada, { image });
      expect(avatarUrl).toMatch(new RegExp(`^/api/v1/users/${ada.userId}/avatar\\?v=[0-9a-f]{16}$`));
      const made = await readAvatar(await person("Bob"), { user: ada.username });
      expect(await sharp(made.image).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
    },
  );

  test("comes with their messages, as they are sent and as they are read, and with conversations", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const { room: direct } = await startDirect(ada, { userId: bob.userId });
    const { id } = direct;
    const { message: bare } = await sendMessage(ada, { room: id, text: "without" });
    expect((bare as MessageView).sender).not.toHaveProperty("avatarUrl");
    const image = await picture().png().toBuffer();
    const { avatarUrl } = await setAvatar(ada, { image });
    const { message } = await sendMessage(ada, { room: id, text: "with" });
    expect((message as MessageView).sender).toMatchObject({ id: ada.userId, avatarUrl });
    const { items } = await listMessages(bob, { room: id });
    expect(items.filter(({ kind }) => kind === "user").map(({ sender }) => sender.avatarUrl)).toEqual([
      avatarUrl,
      avatarUrl,
    ]);
    const [room] = (await listRooms(bob, {})).items;
    expect(room?.people).toContainEqual(expect.objectContaining({ id: ada.userId, avatarUrl }));
    await removeAvatar(ada, {});
    expect((await listMessages(bob, { room: id })).items.at(-1)?.sender).not.toHaveProperty("avatarUrl");
  });

  test("is rotated upright, and loses the place and time of its taking", async () => {
    const ada = await person("Ada");
    const image = await picture(200, 200)
      .withExif({ IFD0: { Copyright: "secret place" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    await setAvatar(ada, { image });
    const made = await readAvatar(ada, { user: "me" });
    const { exif, orientation } = await sharp(made.image).metadata();
    expect({ exif, orientation }).toEqual({ exif: undefined, orientation: undefined });
    expect(Buffer.from(made.image).toString("latin1")).not.toContain("secret place");
    // Turned by a quarter, what was left is on top.
    const pixels = await sharp(made.image).raw().toBuffer();
    expect(pixels[0]! > 200 && pixels[2]! < 60).toBe(true);
    const last = pixels.length - 3;
    expect(pixels[last]! < 60 && pixels[last + 2]! > 200).toBe(true);
  });

  test("is taken away, and then is not there", async () => {
    const ada = await person("Ada");
    await setAvatar(ada, { image: await picture().png().toBuffer() });
    await removeAvatar(ada, {});
    expect(await readUser(ada, { user: "me" })).toMatchObject({ avatarUrl: null });
    await expect(readAvatar(ada, { user: "me" })).rejects.toMatchObject(refused("not_found"));
  });

  test("of two uploads at once is one of the two, and its address names it", async () => {
    const ada = await person("Ada");
    const images = [await picture().png().toBuffer(), await picture(200, 400).png().toBuffer()];
    await Promise.all(images.map((image) => setAvatar(ada, { image })));
    const v = (await readUser(ada, { user: "me" })).avatarUrl?.split("v=")[1];
    expect(await readAvatar(ada, { user: "me", v })).toMatchObject({ isForGood: true });
  });

  test("is seen by people who may see its owner, and set by nobody without a session", async () => {
    const [ada, guest] = [await person("Ada"), await person("Gus", "guest")];
    const image = await picture().png().toBuffer();
    await setAvatar(ada, { image });
    await expect(readAvatar(guest, { user: ada.userId })).rejects.toMatchObject(refused("not_found"));
    await expect(readAvatar(anonymous(), { user: ada.userId })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await expect(setAvatar(anonymous(), { image })).rejects.toMatchObject(refused("unauthenticated"));
    await expect(removeAvatar(anonymous(), {})).rejects.toMatchObject(refused("unauthenticated"));
  });
});

describe("through REST a picture", () => {
  test("comes as it is or in a form, and is kept for good under its own address alone", async () => {
    const ada = await person("Ada");
    const bytes = new Uint8Array(await picture().png().toBuffer());
    const raw = await put(ada, bytes, "image/png");
    expect(raw.status).toBe(200);
    const form = new FormData();
    form.set("note", "first");
    form.set("image", new Blob([bytes]), "me.png");
    const { status, json } = await put(ada, form);
    expect({ status, url: json.avatarUrl }).toEqual({ status: 200, url: raw.json.avatarUrl });
    const shown = await get(ada, json.avatarUrl);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=31536000, immutable",
    });
    const stale = await get(ada, json.avatarUrl.replace(/v=.*/, "v=0000"));
    expect(stale.headers.get("cache-control")).toBe("private, no-cache");
  });

  test.each([
    ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 415],
    ["HTML that says it is a picture", "<script>alert(1)</script>", 415],
    ["nothing", "", 415],
    ["a form without a file", new URLSearchParams({ image: "x" }), 415],
    ["more than five MiB", new Uint8Array(LIMITS.avatarBytes + 1), 413],
  ] as const)("that is %s is refused", async (_name, body, status) => {
    const answer = await put(await person("Ada"), body as BodyInit, "image/png");
    expect(answer).toMatchObject({ status, json: { status } });
  });

  test("that is cut off, or damaged, is refused as such", async () => {
    const whole = await picture(600, 600).jpeg().toBuffer();
    for (const part of [whole.subarray(0, whole.length / 3), whole.subarray(0, 20)]) {
      const answer = await put(await person("Ada"), new Uint8Array(part), "image/jpeg");
      expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: "image", reason: "broken" }] } });
    }
  });

  test("that would unpack to billions of pixels is not unpacked", async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 11_000, channels: 3, background: "#000" } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(LIMITS.avatarBytes);
    const answer = await put(await person("Ada"), new Uint8Array(bomb), "image/png");
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: "image", reason: "too_large" }] } });
  });

  test("is not even read from an anonymous caller", async () => {
    expect(await put(null, "x", "image/png")).toMatchObject({ status: 401 });
  });
});
