import { z } from "zod";
import { operation } from "@/lib/core/operation";
import type { AttachmentView } from "@/lib/shared/views";
import { uploadFields } from "../file-fields";
import { insertFile, orDiscard, prepareFile } from "./new-file";
import { claimQuota } from "./quota";
import { StagedFile } from "./stage-file";

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
  prepare: (_actor, { file, name }) => prepareFile(file, name),

  authorize: ({ db, me }, { file }, { content }) =>
    orDiscard(content, () => claimQuota(db, { userId: me.userId, bytes: file.size })),

  execute: (ctx, { file, ...given }, _found, prepared): Promise<AttachmentView> =>
    insertFile(ctx, file, given, prepared),
});
