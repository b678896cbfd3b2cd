import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { buffer } from "node:stream/consumers";
import S3rver, { type S3Store } from "s3rver";
import { onTestFinished } from "vitest";
import type { S3Settings } from "@/lib/platform/storage/s3-settings";
import { testFolder } from "./folder";

/** An S3 server of a test. */
export type TestS3 = {
  settings: S3Settings;
  /** Requests so far: the line as `PUT /bucket/files/…?uploadId=…`, and the names of the headers. */
  requests: { line: string; headers: string[] }[];
  /**
   * Decides on each request: `null` lets the server answer it, a status and a code of S3 are answered instead, and "hang"
   * never answers.
   */
  fault(request: IncomingMessage): { status: number; code?: string } | "hang" | null;
  /** Stops the server: its port refuses connections. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with its objects. */
  start(): Promise<void>;
};

/** The key that s3rver knows. */
const credentials = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

/**
 * Starts an S3 server (s3rver) with one empty bucket, for this test alone. s3rver takes any secret, aborts no multipart
 * upload and lists none, and no other server on npm does better: tests of these look at the requests, or use \`fault\`.
 */
export async function testS3(): Promise<TestS3> {
  const bucket = "parley-test";
  const options = { directory: testFolder(), silent: true, vhostBuckets: false };
  const s3 = new S3rver({ ...options, configureBuckets: [{ name: bucket }] });
  await s3.configureBuckets();
  writeWhole(s3.store);
  const requests: TestS3["requests"] = [];
  const answer = s3.callback();
  const server = createServer((request, response) => {
    requests.push({ line: `${request.method} ${request.url}`, headers: Object.keys(request.headers) });
    if (!meddle(made.fault(request), request, response)) answer(request, response);
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const made: TestS3 = {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      bucket,
      credentials,
      forcePathStyle: true,
    },
    requests,
    fault: () => null,
    stop: () => close(server),
    start: () => listen(server, port),
  };
  onTestFinished(async () => {
    await close(server);
    s3.logger.exceptions.unhandle();
    s3.logger.close();
  });
  return made;
}

/** Lets an object appear as a whole, as in S3: s3rver writes it in place, and answers before all is written. */
function writeWhole(store: S3Store): void {
  store.putObject = async ({ bucket, key, metadata, content }) => {
    const bytes = Buffer.isBuffer(content) ? content : await buffer(content);
    const md5 = createHash("md5").update(bytes).digest("hex");
    const path = store.getResourcePath(bucket, key, "object");
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, bytes);
    await store.putMetadata(bucket, key, metadata, md5);
    await rename(`${path}.new`, path);
    return { size: bytes.length, md5 };
  };
}

/** Answers in the server's place. @returns false if the server shall answer */
function meddle(
  fault: ReturnType<TestS3["fault"]>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (fault && fault !== "hang") {
    const { status, code = "InternalError" } = fault;
    request.resume();
    response.writeHead(status, { "content-type": "application/xml" });
    response.end(`<Error><Code>${code}</Code><Message>On purpose.</Message></Error>`);
  }
  return fault !== null;
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
