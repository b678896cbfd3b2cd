import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { recordAudit } from "@/lib/core/audit";
import { forbidden, unauthenticated } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import { db, type Tx } from "@/lib/platform/database/db";
import type { User } from "@/prisma/generated/client";
import { fold, givenPassword, line, text } from "../../fields";
import { isAdministrator } from "../../people/access";
import { lockPerson } from "../lock-person";
import { requireSecondFactor } from "../second-factor/second-factor";
import { lockPolicy, startSession } from "../sessions/session";
import { rememberDevice } from "./known-device";
import { findByName, tryPassword } from "./log-in-attempt";

const wrongCredentials = () => unauthenticated("The name or the password is wrong.", "wrong_credentials");

/**
 * Logs in by username or email, with a code if the account has a second factor. A wrong name and a wrong password
 * give the same answer after the same time. Wrong attempts count per address and per account; see tryPassword.
 * Errors: `unauthenticated` (`wrong_credentials`, `code_needed`, `passkey_needed`, `wrong_code`); `rate_limited`;
 * `forbidden` if passwords are not used (`password_login_closed`).
 */
export const logIn = publicOperation({
  key: "account.log-in",
  summary: "Sign in with a username or email",
  input: z.object({
    username: line({ min: 1, max: 254 }),
    password: givenPassword,
    code: text({ max: 40 }).optional(),
  }),

  async prepare(actor, { username, password }) {
    const name = fold(username);
    const users = await findByName(name);
    const user = await tryPassword(actor, name, password, users);
    if (user) return user;
    await auditFailure(actor, users[0] ?? null);
    throw wrongCredentials();
  },

  /** Checks again in the transaction: the password may have changed, or the person been deactivated, meanwhile. */
  async authorize({ db, actor }, { code }, known) {
    await lockPolicy(db); // Before the person's row, in the order of an administrator who changes the policy.
    // Locked, so that no session begins beside a change of password that ends all sessions.
    const user = known && (await lockPerson(db, known.id));
    if (!user || user.deactivatedAt || user.passwordHash !== known.passwordHash) throw wrongCredentials();
    const { mustChangePassword, passwordGivenById } = user;
    if (mustChangePassword && passwordGivenById && !(await isAdministrator(db, passwordGivenById)))
      throw wrongCredentials();
    await requirePasswordLogin(db, user);
    return { user, secondFactor: await requireSecondFactor(db, actor, user, code) };
  },

  async execute({ db, actor }, _input, { user, secondFactor }) {
    await rememberDevice(db, actor, user.id);
    return startSession(db, actor, user, { secondFactor });
  },

  audit: ({ user }) => ({ actor: { id: user.id, name: user.username } }),
});

/** An unknown name is not recorded: people type their password there. The work is the same for both. */
const auditFailure = (actor: Actor, user: User | null) =>
  recordAudit(db(), {
    action: "account.log-in-failed",
    address: actor.address,
    ...(user && { target: { id: user.id, name: user.username } }),
  });

/** Administrators can always log in by password, or a broken provider would lock everyone out. */
async function requirePasswordLogin(rows: Tx, { role }: User): Promise<void> {
  const workspace = await rows.workspace.findUnique({ where: { id: 1 } });
  if (workspace?.passwordLogin === false && role !== "administrator") {
    throw forbidden("Password sign-in is turned off. Sign in through your company.", "password_login_closed");
  }
}
