import type { Readable } from "node:stream";
import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import { id, wholeNumber } from "../fields";
import { requireReadableFile } from "./readable-file";
import { openThumbnail, type ThumbnailFormat, thumbnailFormat, thumbnailSize } from "./thumbnails";

/** A thumbnail for a door to send. */
export type ThumbnailToSend = {
  /** Changes with the picture: a strong validator (RFC 9110, 8.8.1). */
  tag: string;
  /** Name of the file that it is of. */
  name: string;
  format: ThumbnailFormat;
  open(): Promise<{ bytes: Readable; size: number }>;
};

const { min, max } = LIMITS.thumbnailSize;

/**
 * Reads a picture of a file, `size` pixels or a little less on its longer side: it is made when it is first asked for.
 * Errors: `not_found`, as for the file itself, and for a file without a picture; `validation_failed`; `unavailable` when
 * too many pictures are being made.
 */
export const readThumbnail = query({
  key: "file.thumbnail",
  summary: "Get a file's thumbnail",
  input: z.object({
    file: id,
    size: wholeNumber((number) =>
      number.min(min, { error: `Must be at least ${min}.` }).max(max, { error: `Must be at most ${max}.` }),
    )
      .default(640)
      .meta({ description: "Largest number of pixels of the longer side" }),
    format: z.enum(["webp", "avif"], { error: 'Must be "webp" or "avif".' }).optional().meta({
      description:
        "By default AVIF where `Accept` names it, else WebP. Animated pictures are WebP; of an animated PNG it is the first frame.",
    }),
    still: z.enum(["0", "1"], { error: 'Must be "1" or "0".' }).optional().meta({
      description: '"1": of an animated picture the first frame alone',
    }),
  }),
  async authorize({ db, me }, { file }) {
    const found = await requireReadableFile(db, me.userId, file);
    if (!found.hasThumbnail) throw notFound("This file has no thumbnail.");
    return found;
  },

  async execute(_ctx, { size, format, still }, file): Promise<ThumbnailToSend> {
    const options = { size: thumbnailSize(size), format: thumbnailFormat(file, format, still === "1") };
    const tag = `${file.hash.slice(0, 32)}-${options.size}-${options.format}`;
    return { tag, name: file.name, format: options.format, open: () => openThumbnail(file, options) };
  },
});
