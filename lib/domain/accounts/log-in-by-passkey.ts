import { z } from "zod";
import { publicOperation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { rememberDevice } from "./known-device";
import { lockPerson } from "./lock-person";
import { lockPolicy, startSession } from "./session";
import { passkeyRefused, spendPasskey, verifyPasskey } from "./use-passkey";
import { authenticationResponse, LOG_IN_PURPOSE, logInOptions } from "./webauthn";

/** Begins to log in by passkey: the options for `navigator.credentials.get`, the same for everyone, good for five minutes. */
export const beginPasskeyLogIn = publicOperation({
  key: "account.begin-passkey-log-in",
  summary: "Begin to log in by passkey",
  input: z.object({}),
  authorize: () => {},
  execute: ({ actor }) => logInOptions(actor),
});

/**
 * Logs in by the passkey that the browser used. It counts as both factors. Everything that can be wrong with it, an
 * unknown passkey, another site's, an answer that was used before, a counter that went back (a copy), a person who was
 * put out, is the same `unauthenticated`; and `rate_limited` per address.
 */
export const finishPasskeyLogIn = publicOperation({
  key: "account.log-in-by-passkey",
  summary: "Log in by passkey",
  input: z.object({ response: authenticationResponse }),

  async prepare(actor, { response }) {
    await throttle("tokenPerAddress", actor.address);
    return verifyPasskey(actor, response, LOG_IN_PURPOSE);
  },

  async authorize({ db }, { response }, used) {
    await lockPolicy(db);
    const user = await lockPerson(db, used.passkey.userId).catch(() => null);
    await spendPasskey(db, response, used);
    if (!user || user.deactivatedAt) throw passkeyRefused();
    return user;
  },

  async execute({ db, actor }, _input, user) {
    await rememberDevice(db, actor, user.id);
    return startSession(db, actor, user, { secondFactor: true });
  },

  audit: ({ user }) => ({ actor: { id: user.id, name: user.username } }),
});
