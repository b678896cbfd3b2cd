import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { DirectoryUserView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursor, fold, limit, line } from "../fields";
import { escapeLike } from "../like";
import { IS_NOT_WORKSPACE_BOT } from "../notes/workspace-bot";
import { visibleTo } from "./access";
import { toDirectoryView } from "./user-view";

/**
 * Lists the people whom the caller may see, by username; `q` searches username and display name. Administrators see
 * emails, others only their own.
 */
export const listUsers = query({
  key: "user.list",
  summary: "List people",
  input: z.object({ q: line({ max: LIMITS.queryLength }).optional(), cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { q, cursor, limit }, me): Promise<Page<DirectoryUserView>> {
    const found = await db.$queryRaw<{ id: string }[]>`
      SELECT u.id FROM "user" u
       WHERE u.deactivated_at IS NULL AND ${IS_NOT_WORKSPACE_BOT} AND ${visibleTo(me)} AND u.username_key > ${cursor ?? ""} AND ${matchesQuery(q)}
       ORDER BY u.username_key LIMIT ${limit + 1}`;
    const ids = found.slice(0, limit).map(({ id }) => id);
    const users = await db.user.findMany({ where: { id: { in: ids } }, orderBy: { usernameKey: "asc" } });
    const isLast = found.length <= limit;
    const items = users.map((user) => toDirectoryView(user, me));
    return { items, nextCursor: isLast ? null : (users.at(-1)?.usernameKey ?? null) };
  },
});

/** Condition over `u`, the user, that a name has the search in it. */
function matchesQuery(q = ""): Prisma.Sql {
  if (!q) return Prisma.sql`true`;
  const pattern = `%${escapeLike(fold(q))}%`;
  return Prisma.sql`(u.username_key LIKE ${pattern} OR lower(u.display_name) LIKE ${pattern})`;
}
