import { z } from "zod";
import { query } from "@/lib/core/operation";
import { toAccountView } from "./user-view";

/** The caller's own account with its own settings. */
export const readAccount = query({
  key: "account.read",
  summary: "My account",
  input: z.object({}),
  needs: ["read", "account"],
  authorize: ({ me }) => me,
  execute: async ({ db }, _input, me) =>
    toAccountView(await db.user.findUniqueOrThrow({ where: { id: me.userId } })),
});
