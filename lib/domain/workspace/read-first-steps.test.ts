import { beforeEach, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, refused } from "@/tests/support/world";
import { register } from "../accounts/register";
import { createInvitation } from "../invitations/invitations";
import { sendMessage } from "../messages/send/send-message";
import { readAccount } from "../people/read-account";
import { updateAccount } from "../people/update-account";
import { createRoom } from "../rooms/create-room";
import { readFirstSteps } from "./read-first-steps";

testDatabase();

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE workspace, "user", room, message, invitation CASCADE`;
});

async function owner(more: object = { firstRoom: "general" }) {
  const visitor = anonymous({ address: "192.0.2.1" });
  const given = { username: "ann", password: "correct horse battery", ...more };
  const { user, sessionId } = await register(visitor, given);
  return { ...visitor, sessionId, userId: user.id };
}

test("are done one by one, by what the owner does", async () => {
  const ann = await owner();
  const steps = () => readFirstSteps(ann, {});
  expect(await steps()).toEqual({ hasInvited: false, hasRoom: false, hasGreeted: false, people: 1 });
  await createInvitation(ann, {});
  expect(await steps()).toMatchObject({ hasInvited: true, hasRoom: false });
  await createRoom(ann, { kind: "open", name: "random" });
  await sendMessage(ann, { room: "general", text: "Hello" });
  expect(await steps()).toEqual({ hasInvited: true, hasRoom: true, hasGreeted: true, people: 1 });
});

test("count other people as invited", async () => {
  const ann = await owner();
  await person("Bob");
  expect(await readFirstSteps(ann, {})).toMatchObject({ hasInvited: true, people: 2 });
});

test("are shown to the owner of a workspace with a first room, until dismissed for good", async () => {
  const ann = await owner();
  expect(await readAccount(ann, {})).toMatchObject({ hasFirstSteps: true });
  expect(await updateAccount(ann, { hasFirstSteps: false })).toMatchObject({ hasFirstSteps: false });
  await expect(updateAccount(ann, { hasFirstSteps: true } as never)).rejects.toMatchObject({
    refusal: { errors: [{ path: "hasFirstSteps" }] },
  });
  expect(await readAccount(ann, {})).toMatchObject({ hasFirstSteps: false });
});

test("are not shown without a first room, nor to others, who may not read them", async () => {
  expect(await readAccount(await owner({}), {})).toMatchObject({ hasFirstSteps: false });
  const bob = await person("Bob");
  expect(await readAccount(bob, {})).toMatchObject({ hasFirstSteps: false });
  await expect(readFirstSteps(bob, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
});
