import { codeOf, StartError } from "../start-error";
import type { S3Settings } from "./s3-settings";

/** Object that the check writes and deletes. */
const PROBE = "files/parley-start-check";

/**
 * Checks that the bucket can be listed, written and deleted from. A server that does not answer is only reported: the chat
 * works without its files, which come back with it.
 *
 * @returns a sentence for the log if the server does not answer, else null
 * @throws StartError if it answers that these settings are wrong
 */
export async function checkS3(settings: S3Settings): Promise<string | null> {
  const { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } = await import("@aws-sdk/client-s3");
  const { s3Client, statusOf } = await import("./s3-client");
  const client = s3Client(settings);
  const probe = { Bucket: settings.bucket, Key: PROBE };
  try {
    await client.send(new ListObjectsV2Command({ Bucket: settings.bucket, MaxKeys: 1 }));
    await client.send(new PutObjectCommand({ ...probe, Body: "ok" }));
    await client.send(new DeleteObjectCommand(probe));
    return null;
  } catch (error) {
    const where = `The bucket ${settings.bucket} at ${settings.endpoint ?? `Amazon S3 in ${settings.region}`}`;
    const status = statusOf(error);
    const reason = reasonOf(error, status);
    if (reason) throw new StartError(`${where} cannot be used: ${reason}.`);
    return `${where} does not answer (${codeOf(error) ?? status ?? (error as Error).name}): files are unavailable until it does.`;
  } finally {
    client.destroy();
  }
}

/** Returns why the settings are wrong; null where the server is away or failing. */
function reasonOf(error: unknown, status: number | undefined): string | null {
  const { name } = error as Error;
  if (name === "CredentialsProviderError") return "no credentials were found; set S3_ACCESS_KEY_ID";
  if (name === "NoSuchBucket" || status === 404) return "there is no such bucket (S3_BUCKET)";
  if (name === "InvalidAccessKeyId") return "the server does not know S3_ACCESS_KEY_ID";
  if (name === "SignatureDoesNotMatch") return "S3_SECRET_ACCESS_KEY is not the right one";
  if (name === "PermanentRedirect" || name === "AuthorizationHeaderMalformed" || status === 301)
    return "it is in another region (S3_REGION)";
  if (status === 403) return "the server does not let these credentials list, write and delete";
  if (codeOf(error) === "ENOTFOUND") return "its name has no address (S3_ENDPOINT)";
  return status !== undefined && status < 500 ? `the server answers ${status} (${name})` : null;
}
