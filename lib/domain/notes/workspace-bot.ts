import { v7 as uuid } from "uuid";
import type { Db, Tx } from "@/lib/platform/database/db";
import { Prisma, type User } from "@/prisma/generated/client";
import { freeUsername } from "../accounts/free-username";
import { usernameColumns } from "../accounts/username-columns";

const NAME = "Parley";
const USERNAMES = ["parley", "parley-bot"];

/** Condition over `u`, the user, that it is not the workspace's own bot, which counts as a person nowhere. */
export const IS_NOT_WORKSPACE_BOT = Prisma.sql`u.workspace_bot IS NULL`;

/**
 * Returns the workspace's own bot; null until it has written something. Not `findUnique`: Prisma joins several of those at the
 * same time by an `in`, which booleans do not have.
 */
export const findWorkspaceBot = (db: Db): Promise<User | null> =>
  db.user.findFirst({ where: { workspaceBot: true } });

/**
 * Returns the workspace's own bot, and makes it at first use, once even if two processes do. It has no password, so that
 * nobody can log in as it.
 */
export async function requireWorkspaceBot(tx: Tx): Promise<User> {
  const known = await findWorkspaceBot(tx);
  if (known) return known;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('parley workspace bot'))`;
  return (await findWorkspaceBot(tx)) ?? (await makeBot(tx));
}

const makeBot = async (tx: Tx): Promise<User> =>
  tx.user.create({
    data: {
      id: uuid(),
      ...usernameColumns(await freeUsername(tx, USERNAMES)),
      displayName: NAME,
      isBot: true,
      workspaceBot: true,
    },
  });
