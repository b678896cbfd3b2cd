import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/core/operation";
import { inspectMedia } from "@/lib/platform/media/media";
import { type MediaFault, type MediaInfo, MediaRefusal } from "@/lib/platform/media/media-info";
import type { AttachmentView } from "@/lib/shared/views";
import { searchKeyOf, type uploadFields } from "../file-fields";
import { readFileView } from "../file-view";
import type { StagedFile } from "./stage-file";
import { claimContent, discardBytes, type NewContent, storeBytes } from "./store-content";

/** A staged file of which everything is known, with its bytes in the storage. */
export type PreparedFile = { media: MediaInfo; content: NewContent };

/** Values of uploadFields. */
type GivenFields = z.output<z.ZodObject<typeof uploadFields>>;

/**
 * Reads a staged file's type and facts from its bytes, takes the metadata out of an image or a recording, and stores the bytes. It runs
 * before the transaction.
 *
 * @throws `unsupported_media_type` for an image that is broken or too large, and a file that cannot be read
 */
export async function prepareFile(file: StagedFile, name: string): Promise<PreparedFile> {
  const media = await inspect(file, name);
  return { media, content: await storeBytes(file) };
}

/** Inspects a staged file, and lets the bytes without metadata take the place of those that came. */
async function inspect(file: StagedFile, name: string): Promise<MediaInfo> {
  try {
    const media = await inspectMedia(file.path, name);
    if (media.replacement) await file.replaceWith(media.replacement);
    return media;
  } catch (error) {
    if (!MediaRefusal.is(error)) throw error;
    throw new DomainError("unsupported_media_type", REFUSALS[error.fault], { reason: error.fault });
  }
}

const REFUSALS: Record<MediaFault, string> = {
  broken: "This file is damaged.",
  too_many_pixels: "This image has too many pixels.",
  too_costly: "This file takes too long to read.",
};

/** Runs the checks of a transaction. A refusal takes the prepared bytes out of the storage. */
export async function orDiscard<Found>(content: NewContent, check: () => Promise<Found>): Promise<Found> {
  try {
    return await check();
  } catch (error) {
    if (DomainError.is(error)) await discardBytes(content);
    throw error;
  }
}

/** Writes the row of a prepared file. */
export async function insertFile(
  ctx: Pick<WriteContext, "db" | "me" | "afterCommit">,
  file: StagedFile,
  given: GivenFields,
  { media, content }: PreparedFile,
): Promise<AttachmentView> {
  await claimContent(ctx, file, content);
  const { replacement: _, duration: measured, ...facts } = media;
  // Browsers record without a length, or with that of the first slice: the recorder's own clock is right.
  const duration = (given.isVoice ? given.duration : null) ?? measured ?? given.duration ?? null;
  const row = { id: uuid(), uploaderId: ctx.me.userId, hash: file.hash, size: file.size };
  const told = { ...given, searchKey: searchKeyOf(given), duration };
  await ctx.db.file.create({ data: { ...row, ...facts, ...told } });
  return readFileView(ctx.db, row.id);
}
