import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { S3Storage } from "@/lib/platform/storage/s3-storage";
import { BytesMissing } from "@/lib/platform/storage/storage";
import { testFolder } from "./folder";
import { testS3 } from "./s3-server";

test("an object appears as a whole, as in S3, whenever it is read", async () => {
  const { settings } = await testS3();
  const storage = new S3Storage(settings, testFolder());
  const bytes = randomBytes(2_000_000);
  for (let round = 0; round < 10; round++) {
    const key = `whole${round}`.padEnd(32, "0");
    let isPut = false;
    const putting = storage.putBytes(key, bytes).then(() => {
      isPut = true;
    });
    do {
      const read = await storage.read(key).catch((error) => {
        if (!BytesMissing.is(error)) throw error;
        return null;
      });
      if (read) expect((await buffer(read)).length).toBe(bytes.length);
    } while (!isPut);
    await putting;
    expect((await buffer(await storage.read(key))).equals(bytes)).toBe(true);
  }
});
