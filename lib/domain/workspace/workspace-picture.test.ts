import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { plain } from "@/tests/support/images";
import { person, refused } from "@/tests/support/world";
import { readWorkspace } from "./read-workspace";
import { readWorkspacePicture, removeWorkspacePicture, setWorkspacePicture } from "./workspace-picture";

testDatabase();

const visitor = anonymous({ address: "192.0.2.1" });
const image = () => plain(400, 200).png().toBuffer();
const pictureOfWorkspace = async () => (await readWorkspace(visitor, {})).pictureUrl;

beforeEach(async () => {
  const pictureTag = null;
  await db().workspace.upsert({ where: { id: 1 }, create: { name: "Northwind" }, update: { pictureTag } });
  await db().workspacePicture.deleteMany();
});

test("is a square WebP of 256 pixels that everybody sees, with an address of its own", async () => {
  const ann = await person("Ann", "administrator");
  const { pictureUrl } = await setWorkspacePicture(ann, { image: await image() });
  expect(pictureUrl).toMatch(/^\/api\/v1\/workspace\/picture\?v=[0-9a-f]{16}$/);
  expect(await pictureOfWorkspace()).toBe(pictureUrl);
  const { image: shown, isForGood } = await readWorkspacePicture(visitor, { v: pictureUrl!.split("v=")[1]! });
  expect(isForGood).toBe(true);
  expect(await sharp(shown).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
  expect(
    await db().auditEntry.count({ where: { action: "workspace.set-picture", actorId: ann.userId } }),
  ).toBe(1);
});

test("is replaced under another address, and removed for everybody", async () => {
  const ann = await person("Ann", "administrator");
  const first = await setWorkspacePicture(ann, { image: await image() });
  const second = await setWorkspacePicture(ann, { image: await plain(50, 90).jpeg().toBuffer() });
  expect(second.pictureUrl).not.toBe(first.pictureUrl);
  await removeWorkspacePicture(ann, {});
  await removeWorkspacePicture(ann, {});
  expect(await pictureOfWorkspace()).toBeNull();
  await expect(readWorkspacePicture(visitor, {})).rejects.toMatchObject(refused("not_found"));
});

test("is changed by administrators alone", async () => {
  const bob = await person("Bob");
  const forbidden = refused("forbidden", "administrators_only");
  await expect(setWorkspacePicture(bob, { image: await image() })).rejects.toMatchObject(forbidden);
  await expect(removeWorkspacePicture(bob, {})).rejects.toMatchObject(forbidden);
  expect(await pictureOfWorkspace()).toBeNull();
});

test.each([
  ["text", Buffer.from("no picture"), "unsupported_media_type"],
  ["a script in SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "unsupported_media_type"],
  ["a damaged PNG", Buffer.from("89504e470d0a1a0a00", "hex"), "validation_failed"],
])("is not made of %s", async (_kind, bytes, code) => {
  const ann = await person("Ann", "administrator");
  await expect(setWorkspacePicture(ann, { image: bytes })).rejects.toMatchObject(refused(code as never));
  expect(await pictureOfWorkspace()).toBeNull();
});
