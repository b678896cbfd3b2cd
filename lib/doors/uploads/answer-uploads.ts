import { ReadableStream } from "node:stream/web";
import { Metadata, Server, type Upload } from "@tus/server";
import { v4 as uuid } from "uuid";
import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { DomainError, notFound, unauthenticated } from "@/lib/core/errors";
import { limitPerPerson } from "@/lib/core/person-concurrency";
import { db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { takeUploadSlot } from "../../domain/files/upload/admit-upload";
import { beginUpload } from "../../domain/files/upload/begin-upload";
import { finishUpload } from "../../domain/files/upload/finish-upload";
import { readFileLimits } from "../../domain/files/upload/quota";
import { tooLarge } from "../../domain/files/upload/stage-file";
import { requireOwnUpload } from "../../domain/files/upload/uploads";
import { actorOf } from "../actor-of";
import { problem } from "../problem";
import { requireTusHeaders, withRealMethod } from "./check-tus-headers";
import { requestChunks } from "./request-chunks";
import { toTusProblem, withoutCors, withTus } from "./tus-response";
import { inputOf } from "./upload-fields";
import { UploadLocks } from "./upload-locks";
import { UploadStore } from "./upload-store";

const PATH = "/api/v1/uploads";

/** Carries the attachment's id, on the answer to the last byte and to a HEAD of a complete upload. */
const ATTACHMENT_ID = "Upload-Attachment-Id";

/** A request in progress: its caller, and the refusal that it got inside the library. */
type Call = { actor: Actor; refusal?: unknown };

const calls = new WeakMap<object, Call>();

/**
 * Answers the tus protocol (https://tus.io/protocols/resumable-upload, version 1.0: creation, creation-with-upload,
 * termination, expiration). Each request is authenticated, and an upload is its maker's: for others it is not there. The
 * last byte makes an attachment; a HEAD makes it if the server died in between.
 */
export async function answerUploads(given: Request): Promise<Response> {
  const request = withRealMethod(given);
  try {
    if (request.method === "OPTIONS") return withoutCors(await tus().handleWeb(request));
    const actor = await actorOf(request);
    if (!actor.sessionId) throw unauthenticated();
    const { userId } = await readCaller(db(), actor, "write");
    const uploadId = idIn(request);
    requireMethod(request.method, uploadId);
    requireTusHeaders(request);
    if (uploadId) await requireOwnUpload(userId, uploadId);
    return await answer(request, { ...actor, userId }, uploadId);
  } catch (error) {
    return refuse(error, request);
  }
}

async function answer(request: Request, actor: Actor & { userId: string }, uploadId: string | null) {
  const leave = request.body ? await takeUploadSlot(actor.userId) : () => {};
  try {
    const passed = await toTus(request);
    const call: Call = { actor };
    calls.set(passed, call);
    const response = await tus().handleWeb(passed);
    if ("refusal" in call) return withTus(problem(call.refusal));
    if (response.status >= 400) return withTus(await toTusProblem(response));
    if (request.method === "HEAD" && uploadId) await addAttachment(response, actor, uploadId);
    return withoutCors(response);
  } finally {
    leave();
  }
}

/** Passes what tus needs, with a body that is bounded in size and in the time without progress. */
async function toTus(request: Request): Promise<Request> {
  const headers = new Headers(request.headers);
  for (const name of ["x-forwarded-proto", "x-forwarded-host", "forwarded", "origin"]) headers.delete(name);
  const { fileBytes } = await readFileLimits(db());
  if (Number(headers.get("upload-length") ?? 0) > fileBytes) throw tooLarge(fileBytes);
  const body =
    request.body && ReadableStream.from(requestChunks(request, fileBytes, () => tooLarge(fileBytes)));
  const { method, url, signal } = request;
  return new Request(url, { method, headers, signal, ...(body && { body, duplex: "half" }) } as RequestInit);
}

const tus = () =>
  remember(
    "tus",
    () =>
      new Server({
        path: PATH,
        datastore: new UploadStore(),
        locker: new UploadLocks(),
        lockDrainTimeout: LIMITS.uploadDrainMs,
        relativeLocation: true,
        allowedOrigins: [],
        namingFunction: () => uuid(),
        maxSize: async () => (await readFileLimits(db())).fileBytes,
        onUploadCreate: begin,
        onUploadFinish: async (request, { id }) => ({
          headers: { [ATTACHMENT_ID]: await attachmentOf(actorIn(request), id) },
        }),
        onResponseError: (request, error) => {
          const call = calls.get(request);
          if (call && !isTusError(error)) call.refusal = request.signal.aborted ? cut() : error;
          return undefined;
        },
      }),
  );

async function begin(request: Request, { id, size = 0, metadata }: Upload) {
  const actor = actorIn(request);
  const given = inputOf(metadata ?? {});
  const row = { upload: id, size, metadata: metadata ? Metadata.stringify(metadata) : "" };
  await limitPerPerson(actor, "writes", () => beginUpload(actor, { ...given, ...row }));
  return {};
}

async function attachmentOf(actor: Actor, uploadId: string): Promise<string> {
  const upload = await requireOwnUpload(actor.userId ?? "", uploadId);
  const given = upload.metadata ? inputOf(Metadata.parse(upload.metadata)) : {};
  return finishUpload(actor, upload, given);
}

/** Adds the attachment's id if the upload is complete. To make it is as much work as a part, and needs a slot. */
async function addAttachment({ headers }: Response, actor: Actor & { userId: string }, uploadId: string) {
  if (headers.get("upload-offset") !== headers.get("upload-length")) return;
  const leave = await takeUploadSlot(actor.userId);
  try {
    headers.set(ATTACHMENT_ID, await attachmentOf(actor, uploadId));
  } finally {
    leave();
  }
}

function actorIn(request: Request): Actor {
  const call = calls.get(request);
  if (!call) throw unauthenticated();
  return call.actor;
}

/** Returns the id in the address; null for the address of all uploads. @throws `not_found` for any other address */
function idIn(request: Request): string | null {
  const rest = new URL(request.url).pathname.slice(PATH.length).replace(/\/$/, "");
  if (rest === "") return null;
  if (/^\/[\w-]+$/.test(rest)) return rest.slice(1);
  throw notFound();
}

const METHODS = { all: ["POST", "OPTIONS"], one: ["HEAD", "PATCH", "DELETE", "OPTIONS"] };

function requireMethod(method: string, uploadId: string | null): void {
  if (METHODS[uploadId ? "one" : "all"].includes(method)) return;
  throw new DomainError("method_not_allowed", "This method isn't allowed on this path.");
}

/** Answers an error; 405 names the methods of the address (RFC 9110, 15.5.6). */
function refuse(error: unknown, { url }: Request): Response {
  const response = withTus(problem(error));
  const isAll = new URL(url).pathname.replace(/\/$/, "") === PATH;
  if (response.status === 405) response.headers.set("allow", METHODS[isAll ? "all" : "one"].join(", "));
  return response;
}

type TusError = { status_code: number; body: string };

const isTusError = (error: object): error is TusError => "status_code" in error;

/** A peer that has gone reads no answer. */
const cut = () => new DomainError("unavailable", "The connection was lost. Resume the upload.");
