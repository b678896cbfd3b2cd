import { StartError } from "../start-error";

/** A bucket of an S3-compatible server. */
export type S3Settings = {
  /** Address of the server; absent for Amazon's own. */
  endpoint?: string | undefined;
  region: string;
  bucket: string;
  /** Absent: the SDK's own chain finds them (environment, profile, role of the machine). */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
  /** True for `https://host/bucket/key`, false for `https://bucket.host/key`. */
  forcePathStyle: boolean;
};

/** The variables as they stand in the environment, each checked by itself. */
export type S3Variables = {
  S3_ENDPOINT?: string | undefined;
  S3_REGION?: string | undefined;
  S3_BUCKET?: string | undefined;
  S3_ACCESS_KEY_ID?: string | undefined;
  S3_SECRET_ACCESS_KEY?: string | undefined;
  S3_FORCE_PATH_STYLE?: "yes" | "no" | undefined;
  FILE_STORAGE?: "disk" | "s3" | undefined;
};

/**
 * Reads the settings of S3; undefined if none is set.
 *
 * @throws StartError for settings that do not go together
 */
export function s3SettingsOf(given: S3Variables): S3Settings | undefined {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = given;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = given;
  if (!bucket) {
    const lonely = Object.entries(given).find(([name, value]) => name.startsWith("S3_") && value);
    if (lonely) throw new StartError(`S3_BUCKET is missing: ${lonely[0]} is set, but no bucket is named.`);
    if (given.FILE_STORAGE === "s3") throw new StartError("FILE_STORAGE is s3, but S3_BUCKET is not set.");
    return undefined;
  }
  if (!accessKeyId !== !secretAccessKey) {
    throw new StartError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together: set both, or none.");
  }
  if (!endpoint && !region) throw new StartError("Set S3_REGION, or S3_ENDPOINT if it is not Amazon's S3.");
  return {
    endpoint,
    bucket,
    region: region ?? "us-east-1",
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
    forcePathStyle: given.S3_FORCE_PATH_STYLE ? given.S3_FORCE_PATH_STYLE === "yes" : Boolean(endpoint),
  };
}
