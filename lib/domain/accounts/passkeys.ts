import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, notFound, unauthenticated } from "@/lib/core/errors";
import { operation, publicOperation, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/db";
import { LIMITS } from "@/lib/shared/limits";
import type { PasskeyView } from "@/lib/shared/views";
import type { Passkey } from "@/prisma/generated/client";
import { id, line } from "../fields";
import { spendChallenge } from "./challenge";
import { rememberDevice } from "./known-device";
import { lockPerson } from "./prove-password";
import { startSession } from "./session";
import { isLastFactorNeeded, liftRestriction } from "./setup-needed";
import {
  asserted,
  attested,
  challengeOf,
  optionsToAdd,
  optionsToUse,
  verifyNew,
  verifyUse,
} from "./webauthn";

/** Begins to add a passkey: the options for `navigator.credentials.create`, good for five minutes. Error: `conflict`. */
export const beginPasskey = operation({
  key: "account.begin-passkey",
  summary: "Begin to add a passkey",
  needs: "account",
  input: z.object({}),
  authorize: ({ db, me }) =>
    db.user.findUniqueOrThrow({ where: { id: me.userId }, include: { passkeys: true } }),
  async execute({ db, actor }, _input, user) {
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    return optionsToAdd(actor, user, workspace?.name ?? "Parley");
  },
});

/**
 * Adds the passkey that the browser made. It counts as a second factor: where one was asked for, this session is good
 * for everything from now on. Errors: `validation_failed` for an answer of another site, to another challenge, without
 * user verification, or not as it was made; `conflict` for a passkey that is there already.
 */
export const finishPasskey = operation({
  key: "account.add-passkey",
  summary: "Finish adding a passkey",
  needs: "account",
  input: z.object({ name: line({ min: 1, max: 64 }).default("Passkey"), response: attested }),
  prepare: (actor, { response }) => verifyNew(actor, response),

  async authorize({ db, me }, _input, { credentialId }) {
    if ((await db.passkey.count({ where: { userId: me.userId } })) >= LIMITS.passkeys)
      throw conflict(`At most ${LIMITS.passkeys} passkeys.`, "too_many_passkeys");
    if (await db.passkey.count({ where: { credentialId } }))
      throw conflict("This passkey is there already.", "passkey_exists");
  },

  async execute({ db, me }, { name }, _found, made): Promise<PasskeyView> {
    const passkey = await db.passkey.create({ data: { id: uuid(), userId: me.userId, name, ...made } });
    await liftRestriction(db, me.userId);
    return toPasskeyView(passkey);
  },

  audit: ({ name }) => ({ details: { name } }),
});

/** The caller's passkeys, the oldest first. */
export const listPasskeys = query({
  key: "account.passkeys",
  summary: "My passkeys",
  needs: "account",
  input: z.object({}),
  authorize: ({ me }) => me,
  async execute({ db }, _input, { userId }): Promise<{ items: PasskeyView[] }> {
    const rows = await db.passkey.findMany({ where: { userId }, orderBy: { id: "asc" } });
    return { items: rows.map(toPasskeyView) };
  },
});

/**
 * Takes a passkey away: nobody logs in by it any more. Errors: `not_found` for another's; `conflict`
 * (`factor_required`) for the last second factor where this workspace asks for one.
 */
export const removePasskey = operation({
  key: "account.remove-passkey",
  summary: "Remove a passkey",
  needs: "account",
  input: z.object({ passkey: id }),

  async authorize({ db, me }, { passkey }) {
    const user = await lockPerson(db, me.userId);
    const found = await db.passkey.findFirst({ where: { id: passkey, userId: me.userId } });
    if (!found) throw notFound("There is no such passkey.");
    if (await isLastFactorNeeded(db, user, "passkey"))
      throw conflict("Here everyone needs a second factor: set up another first.", "factor_required");
    return found;
  },

  execute: async ({ db }, _input, { id }): Promise<void> => void (await db.passkey.delete({ where: { id } })),
  audit: (_out, _ctx, { name }) => ({ details: { name } }),
});

/** Begins to log in by passkey: the options for `navigator.credentials.get`, the same for everyone, good for five minutes. */
export const beginPasskeyLogIn = publicOperation({
  key: "account.begin-passkey-log-in",
  summary: "Begin to log in by passkey",
  input: z.object({}),
  authorize: () => {},
  execute: ({ actor }) => optionsToUse(actor),
});

const refused = () => unauthenticated("This passkey is not known here.", "passkey_refused");

/**
 * Logs in by the passkey that the browser used. It counts as both factors. Everything that can be wrong with it, an
 * unknown passkey, another site's, an answer that was used before, a counter that went back (a copy), a person who was
 * put out, is the same `unauthenticated`; and `rate_limited` per address.
 */
export const finishPasskeyLogIn = publicOperation({
  key: "account.log-in-by-passkey",
  summary: "Log in by passkey",
  input: z.object({ response: asserted }),

  async prepare(actor, { response }) {
    await throttle("tokenPerAddress", actor.address);
    const passkey = await db().passkey.findUnique({ where: { credentialId: response.id } });
    if (!passkey) throw refused();
    const counter = await verifyUse(actor, passkey, response);
    if (counter === null) throw refused();
    return { passkey, counter };
  },

  async authorize({ db }, { response }, { passkey, counter }) {
    await spendChallenge(db, challengeOf(response));
    const user = await lockPerson(db, passkey.userId).catch(() => null);
    // Another use may have come in between: the counter must be ahead of that one too. Synced passkeys always say 0.
    const isAhead = counter === 0n ? { counter: 0n } : { counter: { lt: counter } };
    const used = await db.passkey.updateMany({
      where: { id: passkey.id, ...isAhead },
      data: { counter, lastUsedAt: new Date() },
    });
    if (!user || user.deactivatedAt || used.count === 0) throw refused();
    return user;
  },

  async execute({ db, actor }, _input, user) {
    await rememberDevice(db, actor, user.id);
    return startSession(db, actor, user);
  },

  audit: ({ user }) => ({ actor: { id: user.id, name: user.username } }),
});

const toPasskeyView = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
