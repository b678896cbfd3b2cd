import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TusServer } from "@/tests/support/client/tus-server";
import { upload as uploadOf } from "@/tests/support/client/uploads";
import { sendByTus, type UploadJob } from "./send-file";
import type { Upload } from "./upload";
import { UnreadableFile } from "./upload-store";

let server: TusServer;

beforeEach(async () => {
  server = await TusServer.start();
});
afterEach(() => server.stop());

type Sent = { bytes: Buffer; signal?: AbortSignal; slice?: UploadJob["bytes"]["slice"] };

/** Sends bytes, and notes the addresses and the progress that were told. */
async function send(
  { bytes, signal = new AbortController().signal, slice }: Sent,
  more: Partial<Upload> = {},
) {
  const urls: string[] = [];
  const progress: number[] = [];
  const outcome = await sendByTus(server.origin)({
    upload: uploadOf("a", { size: bytes.length, ...more }),
    bytes: {
      size: bytes.length,
      slice: slice ?? (async (start, end) => new Uint8Array(bytes.subarray(start, end))),
    },
    signal,
    onUrl: (url) => urls.push(url),
    onProgress: (sent) => progress.push(sent),
  });
  return { outcome, urls, progress };
}

const problem = (status: number, more: object) => (response: import("node:http").ServerResponse) => {
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ status, ...more }));
  return true;
};

test("a small file goes in one request, with its name and description", async () => {
  const bytes = randomBytes(2_000);
  const { outcome } = await send({ bytes }, { name: "Отчёт.pdf", description: "The report" });
  expect(outcome).toEqual({ type: "up", fileId: server.arrived[0]?.id });
  expect(server.requests).toEqual(["POST"]);
  expect(server.arrived[0]).toMatchObject({
    metadata: { filename: "Отчёт.pdf", description: "The report" },
    bytes,
  });
});

test("a large file goes in pieces, and its address is told without the server's origin", async () => {
  const bytes = randomBytes(20 * 1024 * 1024);
  const { outcome, urls, progress } = await send({ bytes });
  expect(outcome.type).toBe("up");
  expect(server.requests).toEqual(["POST", "PATCH", "PATCH", "PATCH"]);
  expect(urls).toEqual([expect.stringMatching(/^\/api\/v1\/uploads\/\w+$/)]);
  expect(progress.at(-1)).toBe(bytes.length);
  expect(server.arrived[0]?.bytes.equals(bytes)).toBe(true);
});

test("a voice message carries its duration and waveform", async () => {
  await send({ bytes: randomBytes(10) }, { voice: { duration: 2.5, waveform: [1, 50, 100] } });
  expect(server.arrived[0]?.metadata).toMatchObject({ voice: "1", duration: "2.5", waveform: "1,50,100" });
});

test("after a cut connection the next attempt sends only what is missing", async () => {
  const bytes = randomBytes(20 * 1024 * 1024);
  let patches = 0;
  server.gate = (request) => {
    if (request.method !== "PATCH" || ++patches !== 2) return false;
    request.socket.destroy();
    return true;
  };
  const first = await send({ bytes });
  expect(first.outcome).toEqual({ type: "later", retryAfterMs: 0 });
  const starts: number[] = [];
  const second = await send(
    {
      bytes,
      slice: async (start, end) => {
        starts.push(start);
        return new Uint8Array(bytes.subarray(start, end));
      },
    },
    { url: first.urls[0]! },
  );
  expect(second.outcome.type).toBe("up");
  expect(starts[0]).toBe(8 * 1024 * 1024);
  expect(server.arrived[0]?.bytes.equals(bytes)).toBe(true);
});

test("a lost answer to the last byte costs one more question, and no second file", async () => {
  const bytes = randomBytes(600_000);
  server.gate = (request, response) => {
    if (request.method === "PATCH") response.writeHead = () => response.destroy() as never;
    return false;
  };
  const first = await send({ bytes });
  expect(first.outcome.type).toBe("later");
  const second = await send({ bytes }, { url: first.urls[0]! });
  expect(second.outcome).toEqual({ type: "up", fileId: server.arrived[0]?.id });
  expect(server.arrived).toHaveLength(1);
});

test.each([503, 429, 401, 423])("HTTP %i to the question for the place keeps the place", async (status) => {
  const bytes = randomBytes(600_000);
  server.gate = (request, response) => {
    if (request.method !== "HEAD") return false;
    response.writeHead(status, { "retry-after": "7" }).end();
    return true;
  };
  const { outcome, urls } = await send({ bytes }, { url: "/api/v1/uploads/earlier" });
  expect(outcome).toEqual({ type: "later", retryAfterMs: 7_000 });
  expect([urls, server.requests]).toEqual([[], ["HEAD"]]);
});

test("an upload that the server has swept begins anew at another address", async () => {
  const { outcome, urls } = await send({ bytes: randomBytes(600_000) }, { url: "/api/v1/uploads/swept" });
  expect(outcome.type).toBe("up");
  expect(urls).toHaveLength(1);
});

test.each([
  [413, { code: "payload_too_large", errors: [{ limit: 100 }] }, { why: "tooLarge", limit: 100 }],
  [403, { code: "forbidden", reason: "quota" }, { why: "quota" }],
  [403, { code: "forbidden" }, { why: "forbidden" }],
  [415, { code: "unsupported_media_type", reason: "broken" }, { why: "broken" }],
  [415, { code: "unsupported_media_type" }, { why: "kind" }],
])("HTTP %i with %o is a refusal", async (status, body, refusal) => {
  server.gate = (_, response) => problem(status, { detail: "No.", ...body })(response);
  const { outcome } = await send({ bytes: randomBytes(10) });
  expect(outcome).toEqual({ type: "refused", refusal: { detail: "No.", ...refusal } });
});

test("too many unfinished uploads are waited for", async () => {
  server.gate = (_, response) => problem(403, { code: "forbidden", reason: "uploads", detail: "" })(response);
  const { outcome } = await send({ bytes: randomBytes(10) });
  expect(outcome).toEqual({ type: "later", retryAfterMs: 0 });
});

test("a proxy that refuses large requests gets small ones, and is named when it refuses those too", async () => {
  const bytes = randomBytes(3_000_000);
  let [most, body] = [1_000_000, 0];
  const slice = async (start: number, end: number) => {
    body = end - start;
    return new Uint8Array(bytes.subarray(start, end));
  };
  server.gate = (request, response) => {
    if (request.method !== "PATCH" || body <= most) return false;
    response.writeHead(413, { "content-type": "text/html", connection: "close" });
    response.end("<h1>413 Request Entity Too Large</h1>");
    return true;
  };
  const first = await send({ bytes, slice });
  expect(first.outcome).toEqual({ type: "later", retryAfterMs: 0 });
  const second = await send({ bytes, slice }, { url: first.urls[0]! });
  expect(second.outcome.type).toBe("up");
  most = 100_000;
  const third = await send({ bytes, slice });
  expect(third.outcome).toEqual({ type: "refused", refusal: { why: "proxy", detail: "" } });
});

describe("an answer to the last byte without the file's id", () => {
  test("is asked for once, and then it is up", async () => {
    server.idLostFrom = ["POST", "PATCH"];
    const { outcome } = await send({ bytes: randomBytes(600_000) });
    expect(outcome).toEqual({ type: "up", fileId: server.arrived[0]?.id });
    expect(server.requests).toEqual(["POST", "PATCH", "HEAD"]);
  });

  test("is a refusal where a proxy takes it out of every answer", async () => {
    server.idLostFrom = ["POST", "PATCH", "HEAD"];
    const { outcome } = await send({ bytes: randomBytes(600_000) });
    expect(outcome).toEqual({ type: "refused", refusal: { why: "proxyHeaders", detail: "" } });
    expect(server.requests).toEqual(["POST", "PATCH", "HEAD"]);
  });

  test.each([
    [503, { type: "later", retryAfterMs: 7_000 }],
    [404, { type: "gone" }],
  ])("waits or begins anew where the question is answered by HTTP %i", async (status, expected) => {
    server.idLostFrom = ["POST", "PATCH"];
    server.gate = (request, response) => {
      if (request.method !== "HEAD") return false;
      response.writeHead(status, { "retry-after": "7" }).end();
      return true;
    };
    expect((await send({ bytes: randomBytes(600_000) })).outcome).toEqual(expected);
  });
});

test("a file that cannot be read any more is not taken for a lost connection", async () => {
  const { outcome } = await send({
    bytes: randomBytes(600_000),
    slice: () => Promise.reject(new UnreadableFile()),
  });
  expect(outcome).toEqual({ type: "refused", refusal: { why: "unreadable", detail: "" } });
});

test("an aborted attempt ends at once and can be continued", async () => {
  const bytes = randomBytes(600_000);
  const controller = new AbortController();
  server.gate = (request) => {
    if (request.method !== "PATCH") return false;
    controller.abort();
    return true;
  };
  const first = await send({ bytes, signal: controller.signal });
  expect(first.outcome).toEqual({ type: "later", retryAfterMs: 0 });
  server.gate = () => false;
  expect((await send({ bytes }, { url: first.urls[0]! })).outcome.type).toBe("up");
});
