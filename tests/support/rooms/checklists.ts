import { db } from "@/lib/platform/database/db";

/** Puts an item of a checklist after the text of a message, without the operations. */
export const addChecklist = (messageId: string) => db().$executeRaw`
  UPDATE message SET text = text || E'\n\n- [ ] bread' WHERE id = ${messageId}::uuid`;
