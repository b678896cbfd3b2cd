import { z } from "zod";
import { publicOperation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { lockPerson } from "../lock-person";
import { passkeyRefused, spendPasskey, verifyPasskey } from "../second-factor/use-passkey";
import { authenticationResponse, LOG_IN_PURPOSE, logInOptions } from "../second-factor/webauthn";
import { lockPolicy, startSession } from "../sessions/session";
import { rememberDevice } from "./known-device";

/**
 * Begins a log-in by passkey: options for `navigator.credentials.get`, the same for everyone, valid for five minutes.
 */
export const beginPasskeyLogIn = publicOperation({
  key: "account.begin-passkey-log-in",
  summary: "Start signing in with a passkey",
  input: z.object({}),
  authorize: () => {},
  execute: ({ actor }) => logInOptions(actor),
});

/**
 * Logs in by passkey, which counts as both factors. An unknown passkey, another site's, a repeated answer, a counter
 * that went back (a copy) and a deactivated person all give the same `unauthenticated`. Error: `rate_limited` per
 * address.
 */
export const finishPasskeyLogIn = publicOperation({
  key: "account.log-in-by-passkey",
  summary: "Sign in with a passkey",
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
