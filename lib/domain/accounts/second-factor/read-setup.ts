import { z } from "zod";
import { SETUP_SCOPES } from "@/lib/core/caller";
import { query } from "@/lib/core/operation";
import { setupNeeded } from "./setup-needed";

/**
 * Reads the set-up that the caller must do before their session is unrestricted: a password of their own, or the
 * second factor that the workspace requires; null if there is none.
 */
export const readSetup = query({
  key: "account.setup",
  summary: "Get what I have to set up first",
  needs: ["read", ...SETUP_SCOPES],
  input: z.object({}),
  authorize: ({ db, me }) => db.user.findUniqueOrThrow({ where: { id: me.userId } }),
  execute: async ({ db }, _input, user): Promise<{ needs: "password" | "second_factor" | null }> => ({
    needs: await setupNeeded(db, user),
  }),
});
