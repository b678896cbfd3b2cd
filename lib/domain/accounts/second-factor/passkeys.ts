import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { operation, query } from "@/lib/core/operation";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { NewPasskeyView, PasskeyView } from "@/lib/shared/views";
import type { Passkey } from "@/prisma/generated/client";
import { displayLine, givenPassword, id } from "../../fields";
import { lockPerson } from "../lock-person";
import { checkPassword, requireProof } from "../proof";
import { CHALLENGE_MINUTES } from "./challenge";
import { liftRestriction } from "./lift-restriction";
import { deleteUnusableCodes, makeRecoveryCodes } from "./recovery-codes";
import { isLastFactorNeeded } from "./setup-needed";
import { registrationOptions, registrationResponse, verifyRegistration } from "./webauthn";

/**
 * Begins to add a passkey: options for `navigator.credentials.create`, valid for five minutes. Errors: `forbidden`
 * (`proof_needed`); `conflict`.
 */
export const beginPasskey = operation({
  key: "account.begin-passkey",
  summary: "Start adding a passkey",
  needs: ["account", "add_factor"],
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, _input, proof) {
    const user = await requireProof(ctx, proof);
    return { ...user, passkeys: await ctx.db.passkey.findMany({ where: { userId: user.id } }) };
  },

  async execute({ db, actor }, _input, user) {
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    return registrationOptions(actor, user, workspace?.name ?? "Parley");
  },
});

/**
 * Adds the passkey that the browser made. It counts as a second factor. If one was required, this session becomes
 * unrestricted, and the answer has recovery codes for a lost passkey, unless there are some already. Errors:
 * `validation_failed` for an answer of another site or to another challenge, without user verification, or malformed;
 * `conflict` for a passkey that exists already.
 */
export const finishPasskey = operation({
  key: "account.add-passkey",
  summary: "Finish adding a passkey",
  shownOnce: ["recoveryCodes"],
  needs: ["account", "add_factor"],
  input: z.object({
    name: displayLine({ min: 1, max: LIMITS.keyNameLength }).default("Passkey"),
    response: registrationResponse,
    password: givenPassword.optional(),
  }),

  prepare: async (actor, { response, password }) => ({
    proof: await checkPassword(actor, "password", password),
    made: await verifyRegistration(actor, response),
  }),

  async authorize(ctx, _input, { proof, made: { credentialId } }) {
    const { db, me } = ctx;
    // The challenge was given to a proved session, so its lifetime is added to the proof's.
    await requireProof(ctx, proof, { graceMinutes: CHALLENGE_MINUTES });
    await lockPerson(db, me.userId); // Orders two at the same time.
    if ((await db.passkey.count({ where: { userId: me.userId } })) >= LIMITS.passkeys)
      throw conflict(
        `You can have up to ${LIMITS.passkeys} passkeys. Remove one first.`,
        "too_many_passkeys",
      );
    if (await db.passkey.count({ where: { credentialId } }))
      throw conflict("This passkey is already added.", "passkey_exists");
  },

  async execute({ db, me }, { name }, _found, { made }): Promise<NewPasskeyView> {
    const passkey = await db.passkey.create({ data: { id: uuid(), userId: me.userId, name, ...made } });
    await liftRestriction(db, me);
    const recoveryCodes = await firstRecoveryCodes(db, me.userId);
    return { ...toPasskeyView(passkey), ...(recoveryCodes && { recoveryCodes }) };
  },

  audit: ({ name }) => ({ details: { name } }),
});

/** If a second factor is required, a lost passkey would lock its person out: the first codes against that. */
async function firstRecoveryCodes(db: Tx, userId: string): Promise<string[] | null> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  const unused = await db.recoveryCode.count({ where: { userId, usedAt: null } });
  return workspace?.requireTwoFactor && unused === 0 ? makeRecoveryCodes(db, userId) : null;
}

/** Lists the caller's passkeys, oldest first. */
export const listPasskeys = query({
  key: "account.passkeys",
  summary: "List my passkeys",
  needs: "account",
  input: z.object({}),
  authorize: ({ me }) => me,
  async execute({ db }, _input, { userId }): Promise<{ items: PasskeyView[] }> {
    const rows = await db.passkey.findMany({ where: { userId }, orderBy: { id: "asc" } });
    return { items: rows.map(toPasskeyView) };
  },
});

/**
 * Removes a passkey, which logs nobody in any more. Errors: `not_found` for another person's; `conflict`
 * (`factor_required`) for the last second factor if the workspace requires one.
 */
export const removePasskey = operation({
  key: "account.remove-passkey",
  summary: "Remove a passkey",
  needs: "account",
  input: z.object({ passkey: id, password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, { passkey }, proof) {
    const { db, me } = ctx;
    const user = await requireProof(ctx, proof);
    const found = await db.passkey.findFirst({ where: { id: passkey, userId: me.userId } });
    if (!found) throw notFound("Passkey not found.");
    if (await isLastFactorNeeded(db, user, "passkey"))
      throw conflict(
        "This workspace requires two-step sign-in. Set up another method first.",
        "factor_required",
      );
    return { ...found, user };
  },

  async execute({ db }, _input, { id, user }): Promise<void> {
    await db.passkey.delete({ where: { id } });
    await deleteUnusableCodes(db, user);
  },

  audit: (_out, _ctx, { name }) => ({ details: { name } }),
});

/** Converts a passkey to its owner's view. */
export const toPasskeyView = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
