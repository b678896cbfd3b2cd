import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send/send-message";
import { setRoomSettings } from "../rooms/room-settings";
import { explainNotification } from "./explain-notification";
import { updateNotificationSettings } from "./update-settings";

testDatabase();

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
