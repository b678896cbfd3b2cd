import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import { id, text } from "../../fields";
import { uploadFields } from "../file-fields";
import { claimQuota, lockQuota, readFileLimits } from "./quota";
import { tooLarge } from "./stage-file";
import { livingSince } from "./uploads";

/**
 * Begins a resumable upload, and reserves its bytes. Errors: `payload_too_large`, `forbidden` with `reason: "quota"`, or
 * `"uploads"` when the person has LIMITS.openUploads that are not finished.
 */
export const beginUpload = operation({
  key: "upload.begin",
  summary: "Start a resumable upload",
  input: z.object({
    upload: id,
    size: z.int().min(0),
    metadata: text({ max: LIMITS.headerBytes }),
    ...uploadFields,
  }),

  async authorize({ db, me }, { size }) {
    const { fileBytes } = await readFileLimits(db);
    if (size > fileBytes) throw tooLarge(fileBytes);
    await claimQuota(db, { userId: me.userId, bytes: size });
    // Of two that begin together the second counts the first.
    await lockQuota(db, me.userId);
    const open = await db.upload.count({
      where: { userId: me.userId, fileId: null, createdAt: { gt: livingSince() } },
    });
    if (open < LIMITS.openUploads) return;
    throw forbidden(`You have ${open} unfinished uploads. Finish or delete some first.`, "uploads");
  },

  async execute({ db, me }, { upload, size, metadata }): Promise<void> {
    await db.upload.create({ data: { id: upload, userId: me.userId, size, metadata } });
  },
});
