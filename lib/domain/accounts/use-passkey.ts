import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { unauthenticated } from "@/lib/core/errors";
import { db, type Tx } from "@/lib/platform/db";
import type { Passkey } from "@/prisma/generated/client";
import { spendChallenge } from "./challenge";
import { type authenticationResponse, challengeOf, verifyAuthentication } from "./webauthn";

/** A passkey that was used rightly, and the counter that its device told. */
export type UsedPasskey = { passkey: Passkey; counter: bigint };

export const passkeyRefused = () => unauthenticated("This passkey is not known here.", "passkey_refused");

/**
 * The passkey of a browser's answer, if it was used here and for this purpose. For `prepare`; `spendPasskey` uses the
 * answer up in the transaction. Error: `unauthenticated` (`passkey_refused`) whatever was wrong with it.
 */
export async function verifyPasskey(
  actor: Actor,
  response: z.output<typeof authenticationResponse>,
  purpose: string,
): Promise<UsedPasskey> {
  const passkey = await db().passkey.findUnique({ where: { credentialId: response.id } });
  if (!passkey) throw passkeyRefused();
  const counter = await verifyAuthentication(actor, passkey, response, purpose);
  if (counter === null) throw passkeyRefused();
  return { passkey, counter };
}

/** Uses a verified answer up, which is good once. Error: `unauthenticated` for a second use, or a counter that went back. */
export async function spendPasskey(
  db: Tx,
  response: z.output<typeof authenticationResponse>,
  { passkey, counter }: UsedPasskey,
): Promise<void> {
  await spendChallenge(db, challengeOf(response));
  // Another use may have come in between: the counter must be ahead of that one too. Synced passkeys always say 0.
  const isAhead = counter === 0n ? { counter: 0n } : { counter: { lt: counter } };
  const used = await db.passkey.updateMany({
    where: { id: passkey.id, ...isAhead },
    data: { counter, lastUsedAt: new Date() },
  });
  if (used.count === 0) throw passkeyRefused();
}
