import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { publishAccess } from "@/lib/core/publish";
import { hashPassword } from "@/lib/platform/password";
import { givenPassword, newPassword } from "../fields";
import { provePassword, requireProved } from "./prove-password";
import { endSessions } from "./session";
import { scopesFor } from "./setup-needed";

/**
 * Changes the caller's password. Every other session ends; API tokens live on. A password that an administrator gave is
 * changed in the same way, and the session is then good for everything. Errors: `validation_failed` for a wrong present
 * password or a new one that is too short or too common; `rate_limited`.
 */
export const changePassword = operation({
  key: "account.change-password",
  summary: "Change my password",
  needs: "account",
  input: z.object({ currentPassword: givenPassword.optional(), newPassword }),

  async prepare(actor, { currentPassword, newPassword }) {
    const proved = await provePassword(actor, "currentPassword", currentPassword);
    return { ...proved, passwordHash: await hashPassword(newPassword) };
  },

  authorize: (ctx, _input, proved) => requireProved(ctx, proved, "currentPassword"),

  async execute({ db, me, afterCommit }, _input, user, { passwordHash }): Promise<void> {
    const changed = await db.user.update({
      where: { id: user.id },
      data: { passwordHash, mustChangePassword: false },
    });
    await endSessions(db, { userId: user.id, id: { not: me.sessionId }, apiToken: null });
    await db.session.update({ where: { id: me.sessionId }, data: { scopes: await scopesFor(db, changed) } });
    await db.passwordReset.deleteMany({ where: { userId: user.id, usedAt: null } });
    afterCommit(() => publishAccess(user.id));
  },

  audit: () => ({}),
});
