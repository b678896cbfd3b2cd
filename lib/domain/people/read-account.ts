import { z } from "zod";
import { SETUP_SCOPES } from "@/lib/core/caller";
import { unauthenticated } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { batched } from "@/lib/platform/concurrency/batched";
import { db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import type { User } from "@/prisma/generated/client";
import { toAccountView } from "./user-view";

/** Reads the caller's own account with its settings. */
export const readAccount = query({
  key: "account.read",
  summary: "Get my account",
  input: z.object({}),
  needs: ["read", ...SETUP_SCOPES],
  authorize: ({ me }) => me,
  async execute(_ctx, _input, me) {
    const user = await users()(me.userId);
    if (!user) throw unauthenticated();
    return toAccountView(user);
  },
});

/** Batched, because every connection begins with it. */
const users = () => remember("users", () => batched(readUsers));

async function readUsers(userIds: readonly string[]): Promise<(User | undefined)[]> {
  const found = await db().user.findMany({ where: { id: { in: [...userIds] } } });
  const byId = new Map(found.map((user) => [user.id, user]));
  return userIds.map((userId) => byId.get(userId));
}
