import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { KINDS, testServer } from "@/tests/support/test-server";
import { deactivate, person, refused, room } from "@/tests/support/world";
import { readRoom } from "../rooms/read-room";
import { setRoomSettings } from "../rooms/room-settings";
import { startDirect } from "../rooms/start-direct";
import { readNotificationSettings } from "./read-settings";
import { updateNotificationSettings } from "./update-settings";

testDatabase();
const server = testServer();

describe("a person's notification settings", () => {
  test("are the defaults without a row, which are those of the table", async () => {
    const ada = await person("Ada");
    expect(await readNotificationSettings(ada, {})).toEqual(DEFAULT_SETTINGS);
    const row = await db().notificationSettings.create({ data: { userId: ada.userId } });
    expect(row).toEqual({ userId: ada.userId, digestSentAt: null, ...DEFAULT_SETTINGS });
  });

  test("change field by field, for nobody else", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const changed = await updateNotificationSettings(ada, { level: "mentions", keywords: ["postgres"] });
    expect(changed).toEqual({ ...DEFAULT_SETTINGS, level: "mentions", keywords: ["postgres"] });
    await updateNotificationSettings(ada, { push: false, mailDelayMinutes: 5 });
    expect(await readNotificationSettings(ada, {})).toEqual({ ...changed, push: false, mailDelayMinutes: 5 });
    expect(await readNotificationSettings(bob, {})).toEqual(DEFAULT_SETTINGS);
  });

  test("arrive on the other devices once, and not if nothing changed", async () => {
    const ada = await person("Ada");
    const devices = await Promise.all(Object.values(KINDS).map((connect) => connect(server.port, ada)));
    await updateNotificationSettings(ada, { level: "everything" });
    await updateNotificationSettings(ada, { level: "nothing" });
    const { rev } = await db().user.findUniqueOrThrow({ where: { id: ada.userId } });
    for (const device of devices) {
      const frame = await device.until(({ type }) => type === "notification_settings");
      expect(frame).toMatchObject({ settings: { ...DEFAULT_SETTINGS, level: "nothing" }, userRev: rev });
      device.close();
    }
    expect(rev).toBe(1);
  });

  test("of two changes at once both stay", async () => {
    const ada = await person("Ada");
    await Promise.all([
      updateNotificationSettings(ada, { sound: "low" }),
      updateNotificationSettings(ada, { reactions: false }),
    ]);
    expect(await readNotificationSettings(ada, {})).toMatchObject({ sound: "low", reactions: false });
  });

  test("keep each keyword once, and only rooms of theirs for the digest", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [mine, other] = [await room(ada), await room(bob)];
    const settings = await updateNotificationSettings(ada, {
      keywords: [" Postgres ", "postgres", "дежурство"],
      digestRoomIds: [other.id, mine.id, mine.id],
    });
    expect(settings).toMatchObject({ keywords: ["postgres", "дежурство"], digestRoomIds: [mine.id] });
  });

  test.each([
    [{ level: "loud" }, "level"],
    [{ keywords: [" "] }, "keywords.0"],
    [{ keywords: ["a".repeat(65)] }, "keywords.0"],
    [{ keywords: Array.from({ length: LIMITS.keywords + 1 }, (_, at) => `word ${at}`) }, "keywords"],
    [{ push: "yes" }, "push"],
    [{ mailDelayMinutes: 1 }, "mailDelayMinutes"],
    [{ mailShows: "everything" }, "mailShows"],
    [{ digestHour: 24 }, "digestHour"],
    [{ digestSentAt: null, digestHour: -1 }, "digestHour"],
    [{ digestRoomIds: ["x"] }, "digestRoomIds.0"],
    [{ badge: 3 }, "badge"],
  ])("%j is refused by its field", async (body, path) => {
    const ada = await person("Ada");
    const answer = await call("PATCH", "/me/notification-settings", { as: ada, body });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path }] } });
    expect(await db().notificationSettings.count({ where: { userId: ada.userId } })).toBe(0);
  });

  test("are out of reach for a closed account", async () => {
    const ada = await person("Ada");
    await deactivate(ada);
    await expect(updateNotificationSettings(ada, { push: false })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
  });
});

describe("a room", () => {
  test("follows the general level until it has one, and again afterwards", async () => {
    const ada = await person("Ada");
    const { id } = await room(ada);
    const level = async () => {
      const { notify, notifyChoice } = await readRoom(ada, { room: id });
      return [notify, notifyChoice];
    };
    expect(await level()).toEqual(["everything", null]);
    await updateNotificationSettings(ada, { level: "mentions" });
    expect(await level()).toEqual(["mentions", null]);
    await setRoomSettings(ada, { room: id, notify: "keywords" });
    expect(await level()).toEqual(["keywords", "keywords"]);
    await updateNotificationSettings(ada, { level: "nothing" });
    expect(await level()).toEqual(["keywords", "keywords"]);
    await setRoomSettings(ada, { room: id, notify: "default" });
    expect(await level()).toEqual(["nothing", null]);
  });

  test("for two keeps telling everything under a general level of mentions", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const { id } = (await startDirect(ada, { userId: bob.userId })).room;
    await updateNotificationSettings(ada, { level: "mentions" });
    expect(await readRoom(ada, { room: id })).toMatchObject({ notify: "everything", notifyChoice: null });
    await updateNotificationSettings(ada, { level: "nothing" });
    expect(await readRoom(ada, { room: id })).toMatchObject({ notify: "nothing" });
    await setRoomSettings(ada, { room: id, notify: "mentions" });
    expect(await readRoom(ada, { room: id })).toMatchObject({ notify: "mentions" });
  });
});
