import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { id } from "../fields";
import { deleteUnattached } from "./detach-files";
import { lockOwnUpload } from "./own-upload";

/**
 * Deletes an upload that is in no message; its bytes go later (sweep-files.ts). Errors: `not_found`;
 * `forbidden` for another person's; `conflict` with `reason: "sent"`.
 */
export const deleteFile = operation({
  key: "file.delete",
  summary: "Delete an unsent file",
  input: z.object({ file: id }),
  authorize: ({ db, me }, { file }) => lockOwnUpload(db, me.userId, file),
  async execute({ db }, { file }): Promise<void> {
    await deleteUnattached(db, [file]);
  },
});
