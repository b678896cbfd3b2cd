import { z } from "zod";
import { unauthenticated } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { TokensView } from "@/lib/shared/views";
import { text } from "../../fields";
import { endSession, hashOf, issueTokens } from "./session";

const invalidToken = () => unauthenticated("This refresh token is not valid. Log in again.", "session_ended");

/**
 * Exchanges a refresh token for new tokens and uses it up. A token that comes twice was stolen, so its whole session
 * ends for every holder (RFC 9700, section 4.14.2). Error: `unauthenticated`.
 */
export const refreshTokens = publicOperation({
  key: "account.refresh",
  summary: "Exchange a refresh token for new tokens",
  input: z.object({ refreshToken: text({ min: 1, max: 200 }) }),

  async authorize({ db }, { refreshToken }) {
    const hash = hashOf(refreshToken);
    // The row's lock orders two uses at the same time, so that the second is detected.
    await db.$queryRaw`SELECT 1 FROM refresh_token WHERE hash = ${hash} FOR UPDATE`;
    const token = await db.refreshToken.findUnique({
      where: { hash },
      include: { session: { include: { user: true } } },
    });
    const session = token?.session;
    if (!session || session.endedAt || session.expiresAt < new Date() || session.user.deactivatedAt)
      throw invalidToken();
    return token;
  },

  async execute(
    { db, afterCommit, refuseAfterCommit },
    _input,
    { hash, usedAt, session },
  ): Promise<TokensView | null> {
    if (usedAt) {
      await endSession(db, session.id);
      afterCommit(() => publishAccessChange(session.userId));
      refuseAfterCommit(invalidToken());
      return null;
    }
    await db.refreshToken.update({ where: { hash }, data: { usedAt: new Date() } });
    await deleteOldest(db, session.id);
    return issueTokens(db, { sessionId: session.id, userId: session.userId });
  },
});

/** Keeps the newest LIMITS.usedTokens used tokens of a session; an older one is simply unknown. */
const deleteOldest = (db: Tx, sessionId: string) => db.$executeRaw`
  DELETE FROM refresh_token WHERE hash IN (
    SELECT hash FROM refresh_token WHERE session_id = ${sessionId}::uuid AND used_at IS NOT NULL
     ORDER BY used_at DESC OFFSET ${LIMITS.usedTokens}::int)`;
