import { v7 as uuid } from "uuid";
import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { inspectMedia } from "@/lib/platform/media/media";
import { type MediaFault, type MediaInfo, MediaRefusal } from "@/lib/platform/media/media-info";
import type { AttachmentView } from "@/lib/shared/views";
import { searchKeyOf, uploadFields } from "./file-fields";
import { readFileView } from "./file-view";
import { claimQuota } from "./quota";
import { StagedFile } from "./stage-file";
import { claimContent, discardBytes, storeBytes } from "./store-content";

/**
 * Makes an attachment of a staged file: reads its type and facts from the bytes, takes the metadata out of images, and
 * stores the bytes once per content. The caller removes the staged file afterwards, whatever happens. Errors:
 * `unsupported_media_type` for an image that is broken or too large, `forbidden` with `reason: "quota"`, and
 * `unavailable` while the storage is full or absent.
 */
export const createFile = operation({
  key: "file.create",
  summary: "Upload a file",
  input: z.object({ file: z.instanceof(StagedFile), ...uploadFields }),

  async prepare(_actor, { file, name }) {
    const media = await inspect(file, name);
    return { media, content: await storeBytes(file) };
  },

  async authorize({ db, me }, { file }, { content }) {
    try {
      await claimQuota(db, me.userId, file.size);
    } catch (error) {
      if (DomainError.is(error)) await discardBytes(content);
      throw error;
    }
  },

  async execute(ctx, { file, ...given }, _found, { media, content }): Promise<AttachmentView> {
    await claimContent(ctx, file, content);
    const { replacement: _, duration, ...facts } = media;
    const row = { id: uuid(), uploaderId: ctx.me.userId, hash: file.hash, size: file.size };
    const told = { ...given, searchKey: searchKeyOf(given), duration: duration ?? given.duration ?? null };
    await ctx.db.file.create({ data: { ...row, ...facts, ...told } });
    return readFileView(ctx.db, row.id);
  },
});

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
  broken: "This image is damaged.",
  too_many_pixels: "This image has too many pixels.",
  too_costly: "This image takes too long to read.",
};
