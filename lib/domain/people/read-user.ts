import { z } from "zod";
import { query } from "@/lib/core/operation";
import { reference } from "../fields";
import { requirePerson } from "./access";
import { toDirectoryView } from "./user-view";

/**
 * Reads a person by id or username, with their email for administrators and for themselves. Error: `not_found`, also
 * for people whom a guest may not see.
 */
export const readUser = query({
  key: "user.read",
  summary: "Get a person",
  input: z.object({ user: reference }),
  authorize: ({ db, me }, { user }) => requirePerson(db, me, user),
  execute: async ({ me }, _input, user) => toDirectoryView(user, me),
});
