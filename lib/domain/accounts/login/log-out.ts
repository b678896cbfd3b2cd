import { z } from "zod";
import { SETUP_SCOPES } from "@/lib/core/caller";
import { operation } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import { endSession } from "../sessions/session";

/** Ends the caller's session: its cookie, tokens and sockets stop working in every process within a second. */
export const logOut = operation({
  key: "account.log-out",
  summary: "Log out",
  input: z.object({}),
  needs: ["read", "write", "admin", ...SETUP_SCOPES],
  authorize: ({ me }) => me,

  async execute({ db, afterCommit }, _input, me): Promise<void> {
    await endSession(db, me.sessionId);
    afterCommit(() => publishAccessChange(me.userId));
  },

  audit: () => ({}),
});
