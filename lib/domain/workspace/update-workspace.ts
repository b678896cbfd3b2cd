import { z } from "zod";
import { SCOPES } from "@/lib/core/caller";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { publishAccess } from "@/lib/core/publish";
import type { Tx } from "@/lib/platform/db";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";
import { moveAccess } from "../accounts/session";
import { hasSecondFactor } from "../accounts/setup-needed";
import { shownLine } from "../fields";

/**
 * Changes the workspace's name and how people get in. Asking everyone for a second factor leaves the sessions of those
 * who have none good for setting one up and nothing else, at once. Errors: `conflict` for an administrator who would
 * shut themselves out, or for closing passwords where no provider is set up.
 */
export const updateWorkspace = operation({
  key: "workspace.update",
  summary: "Change the workspace's settings",
  needs: "admin",
  input: z.object({
    name: shownLine({ min: 1, max: LIMITS.workspaceNameLength }).optional(),
    registration: z.enum(["open", "invite"], { error: 'Must be "open" or "invite".' }).optional(),
    requireTwoFactor: z.boolean().optional(),
    passwordLogin: z.boolean().optional(),
  }),

  async authorize({ db, me }, { requireTwoFactor, passwordLogin }) {
    const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
    if (requireTwoFactor && !(await hasSecondFactor(db, user))) {
      throw conflict("Set up your own second factor first.", "own_factor_first");
    }
    if (passwordLogin === false && !settings().oidc) {
      throw conflict("Set up a provider first: nobody could log in.", "no_provider");
    }
  },

  async execute({ db, afterCommit }, input) {
    const updated = await db.workspace.update({ where: { id: 1 }, data: input });
    const narrowed = input.requireTwoFactor ? await narrowSessions(db) : [];
    if (input.requireTwoFactor === false) await widenSessions(db);
    afterCommit(() => narrowed.forEach(publishAccess));
    const { name, registration, requireTwoFactor, passwordLogin } = updated;
    return { name, registration, requireTwoFactor, passwordLogin };
  },

  audit: (_out, _ctx, _found, input) => ({ details: { ...input } }),
});

/** Whose sessions are now good for setting up alone. API tokens live on: they are no log-in. */
async function narrowSessions(db: Tx): Promise<string[]> {
  const narrowed = await db.$queryRaw<{ userId: string }[]>`
    UPDATE session s SET scopes = ARRAY['account'] FROM "user" u
     WHERE u.id = s.user_id AND s.ended_at IS NULL AND u.totp_confirmed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM passkey p WHERE p.user_id = u.id)
       AND NOT EXISTS (SELECT 1 FROM api_token t WHERE t.session_id = s.id)
    RETURNING s.user_id AS "userId"`;
  const userIds = [...new Set(narrowed.map(({ userId }) => userId))];
  for (const userId of userIds) await moveAccess(db, userId);
  return userIds;
}

/** Nothing is asked of them any more, but for those who must still change a password that was given to them. */
async function widenSessions(db: Tx): Promise<void> {
  await db.$executeRaw`
    UPDATE session s SET scopes = ${[...SCOPES]} FROM "user" u
     WHERE u.id = s.user_id AND s.ended_at IS NULL AND NOT u.must_change_password
       AND NOT EXISTS (SELECT 1 FROM api_token t WHERE t.session_id = s.id)`;
}
