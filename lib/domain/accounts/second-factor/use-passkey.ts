import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { unauthenticated } from "@/lib/core/errors";
import { db, type Tx } from "@/lib/platform/database/db";
import type { Passkey } from "@/prisma/generated/client";
import { spendChallenge } from "./challenge";
import { type authenticationResponse, challengeOf, verifyAuthentication } from "./webauthn";

/** A verified passkey, and its device's new counter. */
export type UsedPasskey = { passkey: Passkey; counter: bigint };

export const passkeyRefused = () => unauthenticated("This passkey is not known here.", "passkey_refused");

/**
 * Verifies a browser's answer for this site and purpose, for `prepare`; `spendPasskey` uses the answer up in the
 * transaction. Every fault gives the same error: `unauthenticated` (`passkey_refused`).
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

/**
 * Uses up a verified answer, which is valid once. Error: `unauthenticated` for a second use, or a counter that went
 * back.
 */
export async function spendPasskey(
  db: Tx,
  response: z.output<typeof authenticationResponse>,
  { passkey, counter }: UsedPasskey,
): Promise<void> {
  await spendChallenge(db, challengeOf(response));
  // Another use may have come in between: the counter must exceed that one too. Synced passkeys always send 0.
  const isAhead = counter === 0n ? { counter: 0n } : { counter: { lt: counter } };
  const used = await db.passkey.updateMany({
    where: { id: passkey.id, ...isAhead },
    data: { counter, lastUsedAt: new Date() },
  });
  if (used.count === 0) throw passkeyRefused();
}
