import { z } from "zod";
import { unauthenticated } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import { forgive, throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/db";
import { isPassword } from "@/lib/platform/password";
import { fold, givenPassword, line } from "../fields";
import { startSession } from "./session";

const wrong = () => unauthenticated("The name or the password is wrong.", "wrong_credentials");

/**
 * Signs in by username or email. A wrong name and a wrong password are the same answer after the same time. Errors:
 * `unauthenticated`; `rate_limited` after too many wrong attempts for the account or from the address.
 */
export const logIn = publicOperation({
  key: "account.log-in",
  summary: "Log in by username or email",
  input: z.object({ username: line({ min: 1, max: 254 }), password: givenPassword }),

  async prepare(actor, { username, password }) {
    const name = fold(username);
    await throttle("loginPerAddress", actor.address);
    await throttle("loginPerAccount", name);
    const user = await findByName(name);
    if (!(await isPassword(password, user?.passwordHash))) throw wrong();
    await Promise.all([forgive("loginPerAddress", actor.address), forgive("loginPerAccount", name)]);
    return user;
  },

  /** Looked at again in the transaction: the password may have been changed, or the person put out, meanwhile. */
  async authorize({ db }, _input, known) {
    const user = known && (await db.user.findUnique({ where: { id: known.id } }));
    if (!user || user.deactivatedAt || user.passwordHash !== known.passwordHash) throw wrong();
    return user;
  },

  execute: ({ db, actor }, _input, user) => startSession(db, actor, user),
});

const findByName = (name: string) =>
  db().user.findFirst({ where: { OR: [{ usernameKey: name }, { emailKey: name }], isBot: false } });
