import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { KeyedSemaphore } from "../concurrency/keyed-semaphore";
import { makePrivateFolder, temporaryPath } from "../disk/temporary-file";
import { removeOldFiles } from "./remove-old-files";
import { askS3, BRIEF, s3Client, statusOf } from "./s3-client";
import type { S3Settings } from "./s3-settings";
import type { ByteRange, FileStorage, StoredObject } from "./storage";
import { BytesMissing, checkedKey, StorageUnavailable } from "./storage";

/** Before each key, so that the bucket may hold other things. */
const PREFIX = "files/";

/** Parts of an upload: each is in memory while it is sent. 5 MiB is the least that S3 takes. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_AT_ONCE = 2;
/** Uploads at once and waiting; with the above they take 40 MiB at most. */
const uploads = new KeyedSemaphore(4, 1_000);

/** Stores bytes as objects of a bucket, below `files/`. Bytes stream in both directions. */
export class S3Storage implements FileStorage {
  private readonly client: S3Client;
  private readonly bucket: string;

  /** @param temporaryFolder absolute path of a folder for local copies */
  constructor(
    settings: S3Settings,
    private readonly temporaryFolder: string,
  ) {
    this.client = s3Client(settings);
    this.bucket = settings.bucket;
  }

  async put(key: string, path: string): Promise<void> {
    const place = this.placeOf(key);
    const leave = await uploads.acquire("all");
    if (!leave) throw new StorageUnavailable("Too many uploads wait for the S3 server.");
    try {
      await askS3(() => this.upload(place, path));
    } finally {
      leave();
    }
    await rm(path, { force: true });
  }

  async putBytes(key: string, bytes: Uint8Array): Promise<void> {
    const place = this.placeOf(key);
    await askS3(() => this.client.send(new PutObjectCommand({ ...place, Body: bytes })));
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const command = new GetObjectCommand({ ...this.placeOf(key), Range });
    const answer = await this.find(key, () => this.client.send(command, BRIEF));
    if (!answer) throw new BytesMissing(key);
    const body = answer.Body as Readable;
    if (!range || answer.ContentLength === range.end - range.start + 1) return body;
    body.destroy();
    throw new StorageUnavailable("The S3 server did not answer with the range that was asked for.");
  }

  async withLocalFile<T>(key: string, act: (path: string) => Promise<T>): Promise<T> {
    // Before the body, which would otherwise stay open if this fails.
    await makePrivateFolder(this.temporaryFolder);
    const bytes = await this.read(key);
    const path = temporaryPath(this.temporaryFolder);
    try {
      await askS3(() => pipeline(bytes, createWriteStream(path, { flags: "wx", mode: 0o600 })));
      return await act(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async size(key: string): Promise<number | null> {
    const command = new HeadObjectCommand(this.placeOf(key));
    const answer = await this.find(key, () => this.client.send(command, BRIEF));
    return answer?.ContentLength ?? null;
  }

  async delete(key: string): Promise<void> {
    // One by one: not every server takes the request that deletes many.
    for await (const derived of this.listFrom(`${PREFIX}${checkedKey(key)}.`))
      await this.deleteOne(derived.key);
    await this.deleteOne(key);
  }

  list(): AsyncIterable<StoredObject> {
    return this.listFrom(PREFIX);
  }

  async freeBytes(): Promise<null> {
    return null;
  }

  /** Aborts multipart uploads that a crash left behind: their parts are invisible, and are paid for. */
  async removeRemains(before: Date): Promise<number> {
    const command = new ListMultipartUploadsCommand({ Bucket: this.bucket, Prefix: PREFIX });
    const { Uploads = [] } = await askS3(() => this.client.send(command, BRIEF));
    const stale = Uploads.filter(({ Initiated }) => Initiated && Initiated < before);
    for (const { Key, UploadId } of stale) {
      const abort = new AbortMultipartUploadCommand({ Bucket: this.bucket, Key, UploadId });
      await askS3(() => this.client.send(abort, BRIEF));
    }
    return stale.length + (await removeOldFiles(this.temporaryFolder, before));
  }

  private placeOf(key: string) {
    return { Bucket: this.bucket, Key: `${PREFIX}${checkedKey(key)}` };
  }

  /** Uploads a file in parts; one that fails is aborted, so that none of its parts stays. */
  private async upload(place: { Bucket: string; Key: string }, path: string): Promise<void> {
    const { size } = await stat(path);
    if (size === 0)
      return void (await this.client.send(new PutObjectCommand({ ...place, Body: new Uint8Array(0) })));
    const Body = createReadStream(path);
    const upload = new Upload({
      client: this.client,
      params: { ...place, Body },
      partSize: Math.max(PART_BYTES, Math.ceil(size / MAX_PARTS)),
      queueSize: PARTS_AT_ONCE,
    });
    try {
      await upload.done();
    } finally {
      Body.destroy();
    }
  }

  /** Returns undefined where there is no such object. */
  private async find<T>(key: string, act: () => Promise<T>): Promise<T | undefined> {
    checkedKey(key);
    return askS3(async () => {
      try {
        return await act();
      } catch (error) {
        if (statusOf(error) === 404 && (error as Error).name !== "NoSuchBucket") return undefined;
        throw error;
      }
    });
  }

  private async *listFrom(prefix: string): AsyncGenerator<StoredObject> {
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: prefix });
    for (;;) {
      const { value: page, done } = await askS3(() => pages.next());
      if (done) return;
      for (const { Key = "", Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
        yield { key: Key.slice(PREFIX.length), size: Size, modifiedAt: LastModified };
    }
  }

  private async deleteOne(key: string): Promise<void> {
    await askS3(() => this.client.send(new DeleteObjectCommand(this.placeOf(key)), BRIEF));
  }
}

/** Parts that S3 takes of one upload. */
const MAX_PARTS = 10_000;
