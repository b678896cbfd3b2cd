import { z } from "zod";
import { SCOPES } from "@/lib/core/caller";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/core/publish";
import type { Tx } from "@/lib/platform/db";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";
import { bumpAccessVersion } from "../accounts/session";
import { hasSecondFactor } from "../accounts/setup-needed";
import { displayLine } from "../fields";

/**
 * Changes the workspace's name and how people get in. Asking everyone for a second factor leaves the sessions of those
 * who have none good for setting one up and nothing else, and ends those that passed by one factor of people who have two. Errors: `conflict` for an administrator who would
 * shut themselves out, or for closing passwords where no provider is set up.
 */
export const updateWorkspace = operation({
  key: "workspace.update",
  summary: "Change the workspace's settings",
  needs: "admin",
  input: z.object({
    name: displayLine({ min: 1, max: LIMITS.workspaceNameLength }).optional(),
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

  async execute({ db, me, afterCommit }, input) {
    const updated = await db.workspace.update({ where: { id: 1 }, data: input });
    const narrowed = input.requireTwoFactor ? await restrictSessions(db, me.sessionId) : [];
    if (input.requireTwoFactor === false) await liftSessionRestrictions(db);
    afterCommit(() => narrowed.forEach(publishAccessChange));
    const { name, registration, requireTwoFactor, passwordLogin } = updated;
    return { name, registration, requireTwoFactor, passwordLogin };
  },

  audit: (_out, _ctx, _found, input) => ({ details: { ...input } }),
});

/**
 * Leaves no session that got by with one factor: of people who have a second one it ends, since they can log in by it; of
 * the others it is good for setting one up alone. The administrator who asks keeps the session in which they ask. API
 * tokens live on: they are no log-in. Gives the ids of the people concerned.
 */
async function restrictSessions(db: Tx, keptId: string): Promise<string[]> {
  const narrowed = await db.$queryRaw<{ userId: string }[]>`
    WITH concerned AS (
      SELECT s.id, u.totp_confirmed_at IS NOT NULL
                   OR EXISTS (SELECT 1 FROM passkey p WHERE p.user_id = u.id) AS has_factor
        FROM session s JOIN "user" u ON u.id = s.user_id
       WHERE s.ended_at IS NULL AND NOT s.second_factor AND s.id <> ${keptId}::uuid
         AND NOT u.must_change_password
         AND NOT EXISTS (SELECT 1 FROM api_token t WHERE t.session_id = s.id))
    UPDATE session s SET scopes = ARRAY['add_factor'], ended_at = CASE WHEN c.has_factor THEN now() END
      FROM concerned c WHERE c.id = s.id
    RETURNING s.user_id AS "userId"`;
  const userIds = [...new Set(narrowed.map(({ userId }) => userId))];
  for (const userId of userIds) await bumpAccessVersion(db, userId);
  return userIds;
}

/** Nothing is asked of them any more; who must still change a given password has another restriction. */
async function liftSessionRestrictions(db: Tx): Promise<void> {
  await db.session.updateMany({
    where: { endedAt: null, scopes: { has: "add_factor" } },
    data: { scopes: [...SCOPES] },
  });
}
