import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, forbidden } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import { hashPassword } from "@/lib/platform/password";
import { LIMITS } from "@/lib/shared/limits";
import { displayName, email, fold, line, newPassword, username } from "../fields";
import { startSession } from "./session";

/**
 * Makes an account and signs in. The first account ever is the administrator, names the workspace and says who may
 * register after it; later ones need registration to be open. Errors: `forbidden` where an invitation is needed,
 * `conflict` for a username or email that is taken, `rate_limited` per address.
 */
export const register = publicOperation({
  key: "account.register",
  summary: "Make an account and sign in",
  input: z.object({
    username,
    password: newPassword,
    displayName: displayName.optional(),
    email,
    workspaceName: line({ min: 1, max: LIMITS.workspaceNameLength }).optional(),
    registration: z.enum(["open", "invite"], { error: 'Must be "open" or "invite".' }).optional(),
  }),

  async prepare(actor, { password }) {
    await throttle("registrationPerAddress", actor.address);
    return { passwordHash: await hashPassword(password) };
  },

  async authorize({ db }) {
    await lockWorkspace(db);
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    if (workspace?.registration === "invite") {
      throw forbidden("You need an invitation to make an account here.", "invitation_needed");
    }
    return { isFirst: !workspace };
  },

  async execute({ db, actor }, input, { isFirst }, { passwordHash }) {
    if (isFirst) await openWorkspace(db, input.workspaceName, input.registration);
    await requireFree(db, input);
    const user = await db.user.create({
      data: {
        id: uuid(),
        username: input.username,
        usernameKey: fold(input.username),
        displayName: input.displayName ?? input.username,
        email: input.email ?? null,
        emailKey: input.email ? fold(input.email) : null,
        passwordHash,
        role: isFirst ? "administrator" : "member",
      },
    });
    return startSession(db, actor, user);
  },
});

/** Two who register first at once: one becomes the administrator, the other finds the workspace made. */
async function lockWorkspace(db: Tx): Promise<void> {
  const isMade = await db.workspace.count();
  if (!isMade) await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('parley first account'))`;
}

async function openWorkspace(
  db: Tx,
  name = "Parley",
  registration: "open" | "invite" = "invite",
): Promise<void> {
  await db.workspace.create({ data: { name, registration } });
}

async function requireFree(db: Tx, input: { username: string; email?: string }): Promise<void> {
  if (await db.user.findUnique({ where: { usernameKey: fold(input.username) }, select: { id: true } })) {
    throw conflict("That username is taken.", "username_taken");
  }
  if (!input.email) return;
  if (await db.user.findUnique({ where: { emailKey: fold(input.email) }, select: { id: true } })) {
    throw conflict("That email address belongs to another account.", "email_taken");
  }
}
