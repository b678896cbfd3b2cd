import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, forbidden, invalidField, notFound } from "@/lib/core/errors";
import { operation, query, type WriteContext } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { ApiTokenView, NewApiTokenView } from "@/lib/shared/views";
import type { ApiToken, Session } from "@/prisma/generated/client";
import { displayLine, futureTime, givenPassword, id } from "../../fields";
import { lockPerson } from "../lock-person";
import { checkPassword, requireProof } from "../proof";
import type { AccessClaim } from "./access-token";
import { endSession, hashOf } from "./session";

/** A token without an end lives until it is revoked, but its session needs an expiry. */
const NEVER = new Date("9999-12-31T00:00:00Z");

/** Reads the claim of an API token; null for an unknown one. The session's row decides whether it still holds. */
export async function readApiToken(token: string): Promise<AccessClaim | null> {
  const found = await db().apiToken.findUnique({ where: { hash: hashOf(token) } });
  return found && { sessionId: found.sessionId, userId: found.userId };
}

/**
 * Makes an API token with a name, scopes and an optional expiry. It gets at most the scopes of the session that makes
 * it. Its text is in this answer and never again. Errors: `forbidden` (`scope_missing`, `proof_needed`);
 * `validation_failed` for `admin` if the person is no administrator, and for a wrong password.
 */
export const createApiToken = operation({
  key: "account.create-api-token",
  summary: "Create an API token",
  shownOnce: ["token"],
  needs: "account",
  input: z.object({
    name: displayLine({ min: 1, max: LIMITS.keyNameLength }),
    scopes: z
      .array(z.enum(["read", "write", "admin"], { error: "Must be read, write or admin." }))
      .min(1)
      .max(3),
    expiresAt: futureTime.optional(),
    password: givenPassword.optional(),
  }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, { scopes }, proof) {
    const { me } = ctx;
    const lacking = scopes.filter((scope) => !me.scopes.includes(scope));
    if (lacking.length > 0)
      throw forbidden("A token can't have more scopes than the one that creates it.", "scope_missing");
    if (scopes.includes("admin") && me.role !== "administrator") {
      throw invalidField("scopes", "Only administrators make tokens that administer.", "administrators_only");
    }
    await requireProof(ctx, proof);
    await requireFewTokens(ctx);
  },

  async execute({ db, me, actor }, { name, scopes, expiresAt }): Promise<NewApiTokenView> {
    const token = `pat_${randomBytes(32).toString("base64url")}`;
    const session = await db.session.create({
      data: {
        id: uuid(),
        userId: me.userId,
        userAgent: name,
        address: actor.address.slice(0, 100),
        expiresAt: expiresAt ?? NEVER,
        scopes: [...new Set(scopes)],
      },
    });
    const made = await db.apiToken.create({
      data: {
        id: uuid(),
        userId: me.userId,
        sessionId: session.id,
        name,
        hash: hashOf(token),
        hint: token.slice(-4),
        expiresAt: expiresAt ?? null,
      },
    });
    return { ...toApiTokenView({ ...made, session }), token };
  },

  audit: ({ name, scopes }) => ({ details: { name, scopes } }),
});

/**
 * Refuses a token above LIMITS.apiTokens. The lock on the person's row orders two requests at the same time. Error:
 * `conflict`.
 */
async function requireFewTokens({ db, me }: WriteContext): Promise<void> {
  await lockPerson(db, me.userId);
  const live = { endedAt: null, expiresAt: { gt: new Date() } };
  if ((await db.apiToken.count({ where: { userId: me.userId, session: live } })) >= LIMITS.apiTokens)
    throw conflict(`You can have up to ${LIMITS.apiTokens} API tokens. Revoke one first.`, "too_many_tokens");
}

/** Lists the caller's valid API tokens, newest first. */
export const listApiTokens = query({
  key: "account.api-tokens",
  summary: "List my API tokens",
  needs: "account",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, me): Promise<{ items: ApiTokenView[] }> {
    const rows = await db.apiToken.findMany({
      where: { userId: me.userId, session: { endedAt: null } },
      include: { session: true },
      orderBy: { id: "desc" },
      take: LIMITS.pageSize.max,
    });
    return { items: rows.map(toApiTokenView) };
  },
});

/** Revokes a token, and ends every socket that it opened. Error: `not_found` for another person's token. */
export const revokeApiToken = operation({
  key: "account.revoke-api-token",
  summary: "Revoke an API token",
  needs: "account",
  input: z.object({ token: id }),

  async authorize({ db, me }, { token }) {
    const found = await db.apiToken.findFirst({ where: { id: token, userId: me.userId } });
    if (!found) throw notFound("Token not found.");
    return found;
  },

  async execute({ db, afterCommit }, _input, token): Promise<void> {
    await endSession(db, token.sessionId);
    afterCommit(() => publishAccessChange(token.userId));
  },

  audit: (_out, _ctx, { name }) => ({ details: { name } }),
});

function toApiTokenView({
  id,
  name,
  hint,
  expiresAt,
  createdAt,
  session,
}: ApiToken & { session: Session }): ApiTokenView {
  return {
    id,
    name,
    hint,
    scopes: session.scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: session.lastUsedAt > session.createdAt ? session.lastUsedAt.toISOString() : null,
  };
}
