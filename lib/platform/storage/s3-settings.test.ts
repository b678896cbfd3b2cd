import { expect, test } from "vitest";
import { testFolder } from "@/tests/support/folder";
import { readSettings } from "../settings";

const read = (env: Record<string, string>) => readSettings({ DATA_DIR: testFolder(), ...env });
const keys = { S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "secret" };

test("without a bucket files lie on the disk", () => {
  expect(read({})).toMatchObject({ s3: undefined, newFilesIn: undefined });
});

test("a bucket of another server has its address in the path, one of Amazon's has not", () => {
  const other = read({ S3_BUCKET: "parley", S3_ENDPOINT: "https://s3.example.com", ...keys });
  expect(other).toMatchObject({
    newFilesIn: undefined,
    s3: {
      bucket: "parley",
      region: "us-east-1",
      endpoint: "https://s3.example.com",
      forcePathStyle: true,
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    },
  });
  const amazon = read({ S3_BUCKET: "parley", S3_REGION: "eu-central-1" });
  expect(amazon.s3).toEqual({
    bucket: "parley",
    region: "eu-central-1",
    forcePathStyle: false,
    endpoint: undefined,
    credentials: undefined,
  });
  const turned = { S3_BUCKET: "parley", S3_ENDPOINT: "https://s3.example.com", S3_FORCE_PATH_STYLE: "no" };
  expect(read(turned).s3?.forcePathStyle).toBe(false);
});

test("new files can go to the disk while old ones are still in the bucket", () => {
  const given = { S3_BUCKET: "parley", S3_REGION: "eu-central-1", FILE_STORAGE: "disk" };
  expect(read(given)).toMatchObject({ newFilesIn: "disk", s3: { bucket: "parley" } });
});

test.each([
  [{ S3_ENDPOINT: "https://s3.example.com" }, "S3_BUCKET is missing: S3_ENDPOINT is set"],
  [{ S3_ACCESS_KEY_ID: "id" }, "S3_BUCKET is missing: S3_ACCESS_KEY_ID is set"],
  [{ FILE_STORAGE: "s3" }, "FILE_STORAGE is s3, but S3_BUCKET is not set."],
  [{ FILE_STORAGE: "tape" }, 'FILE_STORAGE must be disk or s3, but it is "tape".'],
  [{ S3_BUCKET: "parley" }, "Set S3_REGION, or S3_ENDPOINT"],
  [{ S3_BUCKET: "a/b", S3_REGION: "x" }, "S3_BUCKET must be the name of a bucket"],
  [{ S3_BUCKET: "parley", S3_ENDPOINT: "s3.example.com" }, "S3_ENDPOINT must be the address of an S3 server"],
  [{ S3_BUCKET: "parley", S3_REGION: "x", S3_ACCESS_KEY_ID: "id" }, "go together: set both, or none."],
  [
    { S3_BUCKET: "parley", S3_REGION: "x", S3_FORCE_PATH_STYLE: "true" },
    "S3_FORCE_PATH_STYLE must be yes or no",
  ],
])("%j is refused in words", (env, words) => {
  expect(() => read(env as Record<string, string>)).toThrow(words);
});
