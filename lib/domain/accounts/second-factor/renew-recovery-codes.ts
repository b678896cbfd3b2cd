import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { givenPassword } from "../../fields";
import { checkPassword, requireProof } from "../proof";
import { makeRecoveryCodes } from "./recovery-codes";
import { hasSecondFactor } from "./setup-needed";

/**
 * Makes new recovery codes for a person with an authenticator app or a passkey; the old ones are void. They are in
 * this answer and never again. Errors: `forbidden` (`proof_needed`); `validation_failed` for a wrong password;
 * `conflict` (`no_factor`) without a second factor; `rate_limited`.
 */
export const renewRecoveryCodes = operation({
  key: "account.renew-recovery-codes",
  summary: "Create new recovery codes",
  needs: "account",
  shownOnce: ["recoveryCodes"],
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, _input, proof) {
    const user = await requireProof(ctx, proof);
    if (!(await hasSecondFactor(ctx.db, user)))
      throw conflict("Set up an authenticator app or a passkey first.", "no_factor");
    return user;
  },

  execute: async ({ db }, _input, { id }): Promise<{ recoveryCodes: string[] }> => ({
    recoveryCodes: await makeRecoveryCodes(db, id),
  }),
  audit: () => ({}),
});
