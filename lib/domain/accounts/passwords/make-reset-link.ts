import { z } from "zod";
import { operation } from "@/lib/core/operation";
import type { ResetLinkView } from "@/lib/shared/views";
import { reference } from "../../fields";
import { requireAccount } from "../../people/access";
import { lockPerson } from "../lock-person";
import { makeLink } from "./reset-links";

/**
 * Makes a link by which a person sets a new password, for an administrator to hand over. It is shown once, and ends
 * every older one. Error: `not_found`.
 */
export const makeResetLink = operation({
  key: "person.make-reset-link",
  summary: "Create a password reset link for a person",
  shownOnce: ["token", "url"],
  needs: "admin",
  input: z.object({ user: reference }),

  async authorize({ db, me }, { user }) {
    const { id } = await requireAccount(db, me, user);
    return lockPerson(db, id);
  },

  execute: ({ db, me }, _input, user): Promise<ResetLinkView> =>
    makeLink(db, user, { createdById: me.userId }),
  audit: (_out, _ctx, user) => ({ target: { id: user.id, name: user.username } }),
});
