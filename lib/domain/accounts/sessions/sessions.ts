import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation, query } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import { LIMITS } from "@/lib/shared/limits";
import type { SessionView } from "@/lib/shared/views";
import { id } from "../../fields";
import { endSession, endSessions } from "./session";

/** Matches a person's valid log-ins; sessions of API tokens are listed with the tokens. */
const liveSessions = (userId: string) => ({
  userId,
  endedAt: null,
  expiresAt: { gt: new Date() },
  apiToken: null,
});

/** Lists the caller's log-ins, last used first. */
export const listSessions = query({
  key: "account.sessions",
  summary: "List my sessions",
  needs: "account",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, me): Promise<{ items: SessionView[] }> {
    const rows = await db.session.findMany({
      where: liveSessions(me.userId),
      orderBy: { lastUsedAt: "desc" },
      take: LIMITS.pageSize.max,
    });
    return {
      items: rows.map(({ id, userAgent, address, createdAt, lastUsedAt }) => ({
        id,
        userAgent,
        address,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        isThis: id === me.sessionId,
      })),
    };
  },
});

/**
 * Ends one of the caller's sessions: its cookie, tokens and sockets stop working within a second. Error: `not_found`.
 */
export const endOneSession = operation({
  key: "account.end-session",
  summary: "Log out one of my devices",
  needs: "account",
  input: z.object({ session: id }),

  async authorize({ db, me }, { session }) {
    const found = await db.session.findFirst({ where: { ...liveSessions(me.userId), id: session } });
    if (!found) throw notFound("Session not found.");
    return found;
  },

  async execute({ db, afterCommit }, _input, session): Promise<void> {
    await endSession(db, session.id);
    afterCommit(() => publishAccessChange(session.userId));
  },

  audit: (_out, _ctx, { address }) => ({ details: { address } }),
});

/** Ends all of the caller's sessions but this one. API tokens live on. */
export const endOtherSessions = operation({
  key: "account.end-other-sessions",
  summary: "Log out all my other devices",
  needs: "account",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db, afterCommit }, _input, me): Promise<{ ended: number }> {
    const ended = await endSessions(db, { ...liveSessions(me.userId), id: { not: me.sessionId } });
    afterCommit(() => publishAccessChange(me.userId));
    return { ended };
  },

  audit: ({ ended }) => ({ details: { ended } }),
});
