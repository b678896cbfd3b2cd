import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import { hashPassword } from "@/lib/platform/secrets/password";
import { givenPassword, newPassword } from "../../fields";
import { checkPassword, requireProof, wrongPassword } from "../proof";
import { scopesFor } from "../second-factor/setup-needed";
import { endSessions } from "../sessions/session";
import { endResets } from "./reset-links";

const FIELD = "currentPassword";

/**
 * Changes the caller's password. Every other session ends; API tokens live on. A password that an administrator gave
 * is changed in the same way, which makes the session unrestricted. A person without a password sets the first by
 * another proof. Errors: `validation_failed` for a wrong current password or a new one that is too short or too
 * common; `forbidden` (`proof_needed`); `rate_limited`.
 */
export const changePassword = operation({
  key: "account.change-password",
  summary: "Change my password",
  needs: ["account", "set_password"],
  input: z.object({ currentPassword: givenPassword.optional(), newPassword }),

  async prepare(actor, { currentPassword, newPassword }) {
    const proof = await checkPassword(actor, FIELD, currentPassword);
    return { ...proof, passwordHash: await hashPassword(newPassword) };
  },

  async authorize(ctx, _input, proof) {
    const user = await requireProof(ctx, proof, { field: FIELD });
    if (user.passwordHash !== null && proof.hash === null) throw wrongPassword(FIELD);
    return user;
  },

  async execute({ db, me, afterCommit }, _input, user, { passwordHash }): Promise<void> {
    const changed = await db.user.update({
      where: { id: user.id },
      data: { passwordHash, mustChangePassword: false, passwordGivenById: null },
    });
    await endSessions(db, { userId: user.id, id: { not: me.sessionId }, apiToken: null });
    await db.session.update({ where: { id: me.sessionId }, data: { scopes: await scopesFor(db, changed) } });
    await endResets(db, user.id);
    afterCommit(() => publishAccessChange(user.id));
  },

  audit: () => ({}),
});
