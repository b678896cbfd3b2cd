import { invalidField, notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { ThreadState } from "@/lib/shared/views";
import { requireMessage } from "../messages/access";
import type { MessageRow } from "../messages/message-view";
import { readThreadStates } from "./thread-state";

/** A message that can be the root of a thread, and the caller's state in it. */
export type FoundThread = { root: MessageRow; state: ThreadState };

/**
 * Finds a thread by its root, for members who may read that. Errors: `not_found`; `validation_failed` (`message`) for a reply.
 */
export async function requireThread(
  { db, me }: Pick<Context, "db" | "me">,
  rootId: string,
): Promise<FoundThread> {
  const { message: root } = await requireMessage(db, me, "read", rootId);
  if (root.threadId !== null)
    throw invalidField("message", "Names a reply. Name the first message of its thread.", "invalid");
  const [found] = await readThreadStates(db, [{ userId: me.userId, rootId }]);
  if (!found) throw notFound("Message not found.");
  return { root, state: found.state };
}
