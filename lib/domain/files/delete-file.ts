import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { id } from "../fields";
import { deleteUnattached } from "./detach-files";
import { lockOwnUpload } from "./own-upload";

/**
 * Deletes an upload that is in no message; its bytes go later (sweep-files.ts). Errors: `not_found`;
 * `forbidden` for another person's; `conflict` with `reason: "sent"`, or `"scheduled"` for one in a
 * scheduled message.
 */
export const deleteFile = operation({
  key: "file.delete",
  summary: "Delete an unsent file",
  input: z.object({ file: id }),
  authorize: ({ db, me }, { file }) => lockOwnUpload(db, me.userId, file),
  async execute({ db }, { file }): Promise<void> {
    if (await db.scheduledFile.findUnique({ where: { fileId: file } }))
      throw conflict("This file is in a scheduled message.", "scheduled");
    await deleteUnattached(db, [file]);
  },
});
