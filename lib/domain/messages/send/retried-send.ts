import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { DomainError } from "@/lib/core/errors";
import { db } from "@/lib/platform/database/db";
import { clientId } from "../../fields";
import type { Appended } from "./append";

/** Rules for retried sends and forwards, for `bulkOperation`. */
export const RETRIED_SEND = {
  /** An Idempotency-Key stores the message's id but not its text, which may be edited or deleted since. */
  storedForm: (appended: Appended): Appended =>
    "message" in appended ? { isNew: true, id: appended.message.id } : appended,

  hasOwnKey: (raw: unknown): boolean => clientIdOf(raw) !== undefined,

  /**
   * Finds the message that the caller sent under this `clientId` when a send is refused: a retry gets the first
   * message, whatever has become of the room or the caller's membership, or else the retry says.
   */
  async findEarlier(actor: Actor, raw: unknown): Promise<Appended | null> {
    const name = clientIdOf(raw);
    if (name === undefined) return null;
    const userId = await findSender(actor);
    const earlier =
      userId &&
      (await db().message.findUnique({
        where: { senderId_clientId: { senderId: userId, clientId: name } },
        select: { id: true },
      }));
    return earlier ? { isNew: false, id: earlier.id } : null;
  },
};

function clientIdOf(raw: unknown): string | undefined {
  const given = (raw as { clientId?: unknown } | null)?.clientId;
  const { success, data } = clientId.safeParse(given);
  return success ? data : undefined;
}

/** Returns null if the session may not send at all; then the refusal stands. */
async function findSender(actor: Actor): Promise<string | null> {
  try {
    return (await readCaller(db(), actor, "write")).userId;
  } catch (error) {
    if (DomainError.is(error)) return null;
    throw error;
  }
}
