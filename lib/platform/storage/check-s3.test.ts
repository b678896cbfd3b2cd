import { expect, test } from "vitest";
import { testS3 } from "@/tests/support/s3-server";
import { checkS3 } from "./check-s3";

test("a bucket that can be used passes, and keeps nothing of the check", async () => {
  const s3 = await testS3();
  expect(await checkS3(s3.settings)).toBeNull();
  expect(s3.requests.map(({ line }) => line.split("/")[0])).toEqual(["GET ", "PUT ", "DELETE "]);
});

test("wrong settings stop the start with a plain sentence", async () => {
  const s3 = await testS3();
  const secret = "a-secret-that-stays-hidden";
  const settings = { ...s3.settings, credentials: { accessKeyId: "S3RVER", secretAccessKey: secret } };
  const refusal = async (given: typeof settings) => {
    const error = await checkS3(given).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "StartError" });
    expect(String(error)).not.toContain(secret);
    return String(error);
  };
  expect(await refusal({ ...settings, bucket: "another" })).toContain("there is no such bucket (S3_BUCKET)");
  expect(await refusal({ ...settings, endpoint: "http://s3.invalid" })).toContain("its name has no address");
  for (const [status, code, words] of [
    [403, "InvalidAccessKeyId", "the server does not know S3_ACCESS_KEY_ID"],
    [403, "SignatureDoesNotMatch", "S3_SECRET_ACCESS_KEY is not the right one"],
    [301, "PermanentRedirect", "it is in another region (S3_REGION)"],
    [400, "InvalidRequest", "the server answers 400 (InvalidRequest)"],
  ] as const) {
    s3.fault = () => ({ status, code });
    expect(await refusal(settings)).toContain(words);
  }
});

test("credentials without the right to write stop the start", async () => {
  const s3 = await testS3();
  s3.fault = ({ method }) => (method === "PUT" ? { status: 403, code: "AccessDenied" } : null);
  await expect(checkS3(s3.settings)).rejects.toThrow("does not let these credentials list, write and delete");
});

test("a server that is away is only reported: the chat starts without its files", async () => {
  const s3 = await testS3();
  s3.fault = () => ({ status: 503 });
  expect(await checkS3(s3.settings)).toMatch(/does not answer \(503\): files are unavailable/);
  await s3.stop();
  expect(await checkS3(s3.settings)).toMatch(/does not answer \(ECONNREFUSED\): files are unavailable/);
});
