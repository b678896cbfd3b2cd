import { z } from "zod";
import { SCOPES } from "@/lib/core/caller";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { publishAccessChange, publishToEverybody } from "@/lib/delivery/publish";
import type { Tx } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";
import { hasSecondFactor } from "../accounts/second-factor/setup-needed";
import { bumpAccessVersion } from "../accounts/sessions/session";
import { defined } from "../defined";
import { displayLine } from "../fields";
import { toWorkspaceSettingsView } from "./settings-view";

/** A number of bytes. */
const bytes = (min: number, max: number) =>
  z
    .int({ error: "Must be a whole number of bytes." })
    .min(min, { error: `Must be at least ${min}.` })
    .max(max, { error: `Must be at most ${max}.` });

const administratorsOrMembers = z.enum(["administrators", "members"], {
  error: 'Must be "administrators" or "members".',
});

/**
 * Changes the workspace's name, its log-in policy, who may invite, make groups and add emoji, how many bytes files may have (one, one person's, and all), and whether
 * links get cards. Requiring a second factor restricts the sessions of people without one to setting one up, and ends
 * sessions with one factor of people who have two. Files that are there already stay, whatever the limits. Errors:
 * `conflict` for an
 * administrator who would lock themselves out, or for closing passwords if no provider is set up.
 */
export const updateWorkspace = operation({
  key: "workspace.update",
  summary: "Update the workspace settings",
  needs: "admin",
  input: z.object({
    name: displayLine({ min: 1, max: LIMITS.workspaceNameLength }).optional(),
    registration: z.enum(["open", "invite"], { error: 'Must be "open" or "invite".' }).optional(),
    inviters: administratorsOrMembers.optional(),
    groupMakers: administratorsOrMembers.optional(),
    emojiMakers: administratorsOrMembers.optional(),
    requireTwoFactor: z.boolean().optional(),
    passwordLogin: z.boolean().optional(),
    fileBytes: bytes(LIMITS.fileBytes.min, LIMITS.fileBytes.max).optional(),
    quotaBytes: bytes(0, LIMITS.quotaBytes).nullable().optional(),
    totalQuotaBytes: bytes(0, LIMITS.quotaBytes).nullable().optional(),
    linkCards: z.boolean().optional(),
  }),

  async authorize({ db, me }, { requireTwoFactor, passwordLogin }) {
    const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
    if (requireTwoFactor && !(await hasSecondFactor(db, user))) {
      throw conflict("Set up two-step sign-in for yourself first.", "own_factor_first");
    }
    if (passwordLogin === false && !settings().oidc) {
      throw conflict("Set up a sign-in provider first. Without it, no one could sign in.", "no_provider");
    }
  },

  async execute({ db, me, afterCommit }, input) {
    const updated = await db.workspace.update({ where: { id: 1 }, data: defined(input) });
    const narrowed = input.requireTwoFactor ? await restrictSessions(db, me.sessionId) : [];
    if (input.requireTwoFactor === false) await liftSessionRestrictions(db);
    afterCommit(() => narrowed.forEach(publishAccessChange));
    const { linkCards } = updated;
    if (input.linkCards !== undefined) afterCommit(() => publishToEverybody("workspace", { linkCards }));
    return toWorkspaceSettingsView(updated);
  },

  audit: (_out, _ctx, _found, input) => ({ details: defined(input) }),
});

/**
 * Ends or restricts sessions that were opened with one factor: a person with a second factor has to log in again,
 * others may only set one up. The acting administrator keeps this session. API tokens live on, because they are no
 * log-in. @returns the ids of the people concerned
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

/** Lifts the restriction on missing second factors; a given password that must be changed is another restriction. */
async function liftSessionRestrictions(db: Tx): Promise<void> {
  await db.session.updateMany({
    where: { endedAt: null, scopes: { has: "add_factor" } },
    data: { scopes: [...SCOPES] },
  });
}
