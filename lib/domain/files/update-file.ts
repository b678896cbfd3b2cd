import { z } from "zod";
import { operation } from "@/lib/core/operation";
import type { AttachmentView } from "@/lib/shared/views";
import { defined } from "../defined";
import { id } from "../fields";
import { duration, fileDescription, fileName, flag, searchKeyOf, waveform } from "./file-fields";
import { readFileView } from "./file-view";
import { lockOwnUpload } from "./own-upload";

/**
 * Changes what the uploader said about a file that is in no message yet. Errors: `not_found`; `conflict` with `reason:
 * "sent"`.
 */
export const updateFile = operation({
  key: "file.update",
  summary: "Rename or describe an unsent file",
  input: z.object({
    file: id,
    name: fileName.optional(),
    description: fileDescription.optional(),
    isVoice: flag.optional(),
    duration: duration.optional(),
    waveform: waveform.optional(),
  }),

  authorize: ({ db, me }, { file }) => lockOwnUpload(db, me.userId, file),

  async execute({ db }, { file, ...given }, present): Promise<AttachmentView> {
    const changes = defined(given);
    const searchKey = searchKeyOf({ ...present, ...changes });
    await db.file.update({ where: { id: file }, data: { ...changes, searchKey } });
    return readFileView(db, file);
  },
});
