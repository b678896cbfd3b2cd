import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { DomainError } from "@/lib/core/errors";
import { db } from "@/lib/platform/db";
import { clientId } from "../fields";
import type { Appended } from "./append";

/** How sends and forwards answer a request that was made before: for `bulkOperation`. */
export const RETRIED_SEND = {
  /** Kept under an Idempotency-Key is which message it made, and not its text, which may be edited or deleted since. */
  storedForm: (appended: Appended): Appended =>
    "message" in appended ? { isNew: true, id: appended.message.id } : appended,

  hasOwnKey: (raw: unknown): boolean => clientIdOf(raw) !== undefined,

  /**
   * The message that the caller sent under this `clientId`. Asked for where a send is refused: a retry gets the first
   * message whatever has become of the room, the caller's place in it, or what else the retry says.
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

/** Null where the session may not send at all: then the refusal stands. */
async function findSender(actor: Actor): Promise<string | null> {
  try {
    return (await readCaller(db(), actor, "write")).userId;
  } catch (error) {
    if (DomainError.is(error)) return null;
    throw error;
  }
}
