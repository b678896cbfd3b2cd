import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { DomainError, invalidField } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";
import { type StagedFile, stageFile, tooLarge } from "../../domain/files/upload/stage-file";
import { requestChunks } from "./request-chunks";

/** A received file, with the fields that came with it. */
export type ReceivedUpload = { file: StagedFile; fields: Record<string, string> };

/** Bounds of a form besides its file. A second file is received to be refused. */
const BOUNDS = { files: 2, fields: 10, parts: 12, headerPairs: 20, fieldNameSize: 100 };

/** Longest field: a description of code points that take four bytes each. */
const FIELD_BYTES = LIMITS.fileDescriptionLength * 4 + 1;

/**
 * Reads a form with one file, which it writes to this machine's disk.
 *
 * @param maxBytes size limit of the file
 * @throws `payload_too_large`; `validation_failed` for a broken form, and for one without a file or with two
 */
export async function readForm(request: Request, maxBytes: number): Promise<ReceivedUpload> {
  const form = openForm(request);
  const parts = collect(form, maxBytes);
  const chunks = requestChunks(request, maxBytes + LIMITS.formBytes, () => tooLarge(maxBytes));
  try {
    await pipeline(chunks, form);
    if (!parts.file) throw invalidField("file", "The form has no file.", "required");
    return { file: await parts.file, fields: parts.fields };
  } catch (error) {
    form.destroy();
    const file = await parts.file?.catch(() => null);
    await file?.remove();
    throw refusalOf(error);
  }
}

/** Collects a form's parts as they come. A part that may not be there destroys the form with its refusal. */
function collect(form: busboy.Busboy, maxBytes: number) {
  const parts: { file?: Promise<StagedFile>; fields: Record<string, string> } = { fields: {} };
  form.on("field", (name, value, { valueTruncated, nameTruncated }) => {
    if (valueTruncated || nameTruncated) form.destroy(invalidField(name, "Is too long.", "too_long"));
    else parts.fields[name] = value;
  });
  form.on("file", (_name, stream, { filename }) => {
    stream.on("error", () => {}); // It may fail before stageFile reads it, which gets the error then.
    if (parts.file) return void form.destroy(invalidField("file", "Send one file at a time.", "too_many"));
    if (filename !== undefined) parts.fields.filename = filename;
    parts.file = stageFile(stream, maxBytes);
    parts.file.catch((error) => form.destroy(error));
  });
  for (const limit of ["fieldsLimit", "partsLimit", "filesLimit"] as const)
    form.on(limit, () => form.destroy(invalidField("file", "The form has too many parts.", "too_many")));
  return parts;
}

function openForm(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: Object.fromEntries(request.headers),
      limits: { ...BOUNDS, fieldSize: FIELD_BYTES },
      defParamCharset: "utf8",
      preservePath: true,
    });
  } catch {
    throw broken();
  }
}

const broken = () => invalidField("file", "The form is broken, or was cut off.", "malformed");

/** Tells the sender's faults from others: the parser throws plain errors, the system's have a code. */
function refusalOf(error: unknown): unknown {
  const isParsers = error instanceof Error && !DomainError.is(error) && !("code" in error);
  return isParsers ? broken() : error;
}
