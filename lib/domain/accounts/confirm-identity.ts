import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { operation, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { ProofView } from "@/lib/shared/views";
import { givenPassword } from "../fields";
import { lockPerson } from "./lock-person";
import { checkPassword, provedUntil, wrongPassword } from "./proof";
import { passkeyRefused, spendPasskey, verifyPasskey } from "./second-factor/use-passkey";
import { authenticationResponse, proofOptions, proofPurpose } from "./second-factor/webauthn";

const needs = ["account", "add_factor"] as const;

/** Reads until when the caller's session counts as proved, and by which methods they can prove it again. */
export const readProof = query({
  key: "account.proof",
  summary: "Check whether I have to confirm my identity",
  needs,
  input: z.object({}),
  authorize: ({ db, me }) => db.user.findUniqueOrThrow({ where: { id: me.userId } }),

  async execute({ db, me }, _input, { id, passwordHash }): Promise<ProofView> {
    const until = await provedUntil(db, me.sessionId);
    const passkeys = await db.passkey.count({ where: { userId: id } });
    return {
      provedUntil: until?.toISOString() ?? null,
      methods: [
        ...(passwordHash ? (["password"] as const) : []),
        ...(passkeys ? (["passkey"] as const) : []),
      ],
    };
  },
});

/** Begins a confirmation by passkey: options for `navigator.credentials.get` with the caller's own passkeys. */
export const beginProof = operation({
  key: "account.begin-proof",
  summary: "Start confirming my identity with a passkey",
  needs,
  input: z.object({}),
  authorize: ({ db, me }) => db.passkey.findMany({ where: { userId: me.userId } }),
  execute: ({ actor }, _input, passkeys) => proofOptions(actor, passkeys),
});

/**
 * Confirms the caller's identity by password or by one of their passkeys. For LIMITS.proofMinutes this session may
 * then add and remove ways to log in. Errors: `validation_failed` for a wrong password, or neither of the two;
 * `unauthenticated` (`passkey_refused`); `rate_limited`.
 */
export const confirmIdentity = operation({
  key: "account.confirm-identity",
  summary: "Confirm my identity",
  needs,
  input: z.object({ password: givenPassword.optional(), response: authenticationResponse.optional() }),

  async prepare(actor, { password, response }) {
    if (response === undefined) {
      if (password === undefined)
        throw invalidField("password", "Is needed, or a passkey's response.", "required");
      const { hash } = await checkPassword(actor, "password", password);
      if (hash === null) throw wrongPassword("password");
      return { hash, used: null };
    }
    await throttle("tokenPerAddress", actor.address);
    return { hash: null, used: await verifyPasskey(actor, response, proofPurpose(actor)) };
  },

  async authorize({ db, me }, { response }, { hash, used }) {
    const user = await lockPerson(db, me.userId);
    if (hash !== null && user.passwordHash !== hash) throw wrongPassword("password");
    if (used && response) {
      if (used.passkey.userId !== me.userId) throw passkeyRefused();
      await spendPasskey(db, response, used);
    }
  },

  async execute({ db, me }): Promise<void> {
    await db.$executeRaw`UPDATE session SET proved_at = now() WHERE id = ${me.sessionId}::uuid`;
  },

  audit: (_out, _ctx, _found, { response }) => ({ details: { by: response ? "passkey" : "password" } }),
});
