import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { record } from "@/lib/core/audit";
import { forbidden, unauthenticated } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import { forgive, throttle } from "@/lib/core/throttle";
import { db, type Tx } from "@/lib/platform/db";
import { isPassword } from "@/lib/platform/password";
import type { User } from "@/prisma/generated/client";
import { fold, givenPassword, line, text } from "../fields";
import { isAdministrator } from "../people/access";
import { isKnownDevice, rememberDevice } from "./known-device";
import { lockPerson } from "./lock-person";
import { requireSecondFactor } from "./second-factor";
import { lockPolicy, startSession } from "./session";

const wrong = () => unauthenticated("The name or the password is wrong.", "wrong_credentials");

/**
 * Signs in by username or email, and by a code where the account has a second factor. A wrong name and a wrong password
 * are the same answer after the same time. Wrong attempts are counted per address, and per account; a device from which
 * the person has logged in before is counted by itself, so that nobody can lock them out of it. Errors:
 * `unauthenticated` (`wrong_credentials`, `code_needed`, `passkey_needed`, `wrong_code`); `rate_limited`; `forbidden` where passwords are
 * not used (`password_login_closed`).
 */
export const logIn = publicOperation({
  key: "account.log-in",
  summary: "Log in by username or email",
  input: z.object({
    username: line({ min: 1, max: 254 }),
    password: givenPassword,
    code: text({ max: 40 }).optional(),
  }),

  async prepare(actor, { username, password }) {
    const name = fold(username);
    const user = await findByName(name);
    const attempts = await countAttempt(actor, user, name);
    if (await isPassword(password, user?.passwordHash)) {
      await Promise.all(attempts.map(([rate, key]) => forgive(rate, key)));
      return user;
    }
    await noteFailure(actor, user);
    throw wrong();
  },

  /** Looked at again in the transaction: the password may have been changed, or the person put out, meanwhile. */
  async authorize({ db }, { code }, known) {
    await lockPolicy(db); // Before the person's row, as an administrator who changes the policy locks them.
    // Locked, so that a session cannot begin beside a change of the password that ends all sessions.
    const user = known && (await lockPerson(db, known.id));
    if (!user || user.deactivatedAt || user.passwordHash !== known.passwordHash) throw wrong();
    const { mustChangePassword, passwordGivenById } = user;
    if (mustChangePassword && passwordGivenById && !(await isAdministrator(db, passwordGivenById)))
      throw wrong();
    await requirePasswordLogin(db, user);
    return { user, secondFactor: await requireSecondFactor(db, user, code) };
  },

  async execute({ db, actor }, _input, { user, secondFactor }) {
    await rememberDevice(db, actor, user.id);
    return startSession(db, actor, user, { secondFactor });
  },

  audit: ({ user }) => ({ actor: { id: user.id, name: user.username } }),
});

const findByName = (name: string) =>
  db().user.findFirst({ where: { OR: [{ usernameKey: name }, { emailKey: name }], isBot: false } });

const NOBODY = "00000000-0000-0000-0000-000000000000";

type Attempt = ["loginPerAddress" | "loginPerAccount", string];

async function countAttempt(actor: Actor, user: User | null, name: string): Promise<Attempt[]> {
  const isKnown = await isKnownDevice(db(), actor, user?.id ?? NOBODY);
  const account = isKnown ? `${user?.id} from ${actor.device ?? actor.address}` : (user?.id ?? name);
  const attempts: Attempt[] = [["loginPerAccount", account]];
  // A known device is not held to account for what strangers at its address do.
  if (!isKnown) attempts.unshift(["loginPerAddress", actor.address]);
  for (const [rate, key] of attempts) await throttle(rate, key);
  return attempts;
}

/** A name that nobody has is not written down: people type their password there. The work is the same for both. */
const noteFailure = (actor: Actor, user: User | null) =>
  record(db(), {
    action: "account.log-in-failed",
    address: actor.address,
    ...(user && { target: { id: user.id, name: user.username } }),
  });

/** Administrators can always come in by password, or a broken provider would shut everyone out. */
async function requirePasswordLogin(rows: Tx, { role }: User): Promise<void> {
  const workspace = await rows.workspace.findUnique({ where: { id: 1 } });
  if (workspace?.passwordLogin === false && role !== "administrator") {
    throw forbidden("Here people log in through the company's provider.", "password_login_closed");
  }
}
