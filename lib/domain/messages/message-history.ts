import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { RevisionView } from "@/lib/shared/views";
import { id } from "../fields";
import { requireMessage } from "./access";

/** The texts that a message had before its edits, oldest first, for its readers. A deleted one has none. Error: `not_found`. */
export const listRevisions = query({
  key: "message.history",
  summary: "Earlier texts of a message",
  input: z.object({ message: id }),
  authorize: ({ db, me }, { message }) => requireMessage(db, me, "read", message),

  async execute({ db }, { message }): Promise<{ items: RevisionView[] }> {
    const rows = await db.messageRevision.findMany({
      where: { messageId: message },
      orderBy: { id: "asc" },
    });
    return { items: rows.map(({ text, writtenAt }) => ({ text, writtenAt: writtenAt.toISOString() })) };
  },
});
