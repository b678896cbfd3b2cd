import { S3Client } from "@aws-sdk/client-s3";
import { LIMITS } from "@/lib/shared/limits";
import type { S3Settings } from "./s3-settings";
import { StorageUnavailable } from "./storage";

/** Longest wait for a connection, and for a request with its answer's headers, in milliseconds. */
const CONNECT_MS = 3_000;
const REQUEST_MS = 60_000;
/** The same for requests without bytes of their own, for which somebody waits. */
export const BRIEF = { requestTimeout: 10_000 };

/** Makes a client. Times and attempts are bounded: a server that hangs is unavailable within a minute or two. */
export function s3Client({ endpoint, region, credentials, forcePathStyle }: S3Settings): S3Client {
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    // Other servers than Amazon's refuse the CRC32 header that the SDK sends by default.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      throwOnRequestTimeout: true,
      // Of a body that nobody reads: longer than a download may stall.
      socketTimeout: LIMITS.downloadStallMs + 10_000,
      httpAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
      httpsAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
    },
  });
}

/** Each download holds one for as long as its reader takes. */
const MAX_SOCKETS = 500;

type S3Failure = { name?: string; code?: string; $fault?: string; $metadata?: { httpStatusCode?: number } };

/** The status of S3's answer, if there was one. */
export const statusOf = (error: unknown) => (error as S3Failure | null)?.$metadata?.httpStatusCode;

/** Runs requests to S3. @throws StorageUnavailable instead of what the SDK, the network or the server throws */
export async function askS3<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { name, code, $fault, $metadata } = error as S3Failure;
    const isOfS3 = $fault !== undefined || $metadata !== undefined || code !== undefined;
    if (!isOfS3 && !/Timeout|Credentials|Abort/.test(name ?? "")) throw error;
    if (error instanceof StorageUnavailable || name === "BytesMissing") throw error;
    throw new StorageUnavailable("The S3 server cannot be used.", { cause: error });
  }
}
