import { z } from "zod";
import { SETUP_SCOPES } from "@/lib/core/caller";
import { query } from "@/lib/core/operation";
import { setupNeeded } from "./setup-needed";

/**
 * What the caller must set up before their session is good for anything else: a password of their own, or the second
 * factor that this workspace asks of everyone; null where nothing is due.
 */
export const readSetup = query({
  key: "account.setup",
  summary: "What I must set up first",
  needs: ["read", ...SETUP_SCOPES],
  input: z.object({}),
  authorize: ({ db, me }) => db.user.findUniqueOrThrow({ where: { id: me.userId } }),
  execute: async ({ db }, _input, user): Promise<{ needs: "password" | "second_factor" | null }> => ({
    needs: await setupNeeded(db, user),
  }),
});
