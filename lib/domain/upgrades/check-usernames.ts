import { recordAudit } from "@/lib/core/audit";
import type { Tx } from "@/lib/platform/database/db";
import { isBlank } from "@/lib/shared/text/blank";
import { freeUsername } from "../accounts/free-username";
import { usernameColumns } from "../accounts/username-columns";
import { username as usernameField } from "../fields";
import { lookOf } from "../name-rules";

type Account = { id: string; username: string; usernameKey: string; usernameLook: string | null };

/**
 * Checks every username by today's rules. A refused one (`..`, `here`, `ada` with an invisible character) becomes the
 * nearest allowed and free name; its person can still log in by the old one. Of two lookalikes the older keeps its
 * look, and the newer one is only recorded, because a rename would surprise a person who did nothing. Both are in the
 * audit log.
 */
export async function checkUsernames(tx: Tx): Promise<string[]> {
  const accounts = await tx.user.findMany({
    where: { deletedAt: null },
    select: { id: true, username: true, usernameKey: true, usernameLook: true },
    orderBy: { id: "asc" },
  });
  const isFit = ({ username }: Account) => usernameField.safeParse(username).data === username;
  const logLines = await setLooks(tx, accounts.filter(isFit));
  for (const account of accounts.filter((one) => !isFit(one))) logLines.push(await rename(tx, account));
  await fillBlankDisplayNames(tx);
  return logLines;
}

/** Writes changed looks. All are cleared first, so that no two rows collide in between. */
async function setLooks(tx: Tx, accounts: Account[]): Promise<string[]> {
  const owners = new Map<string, Account>();
  const logLines: string[] = [];
  const looks = new Map<string, string | null>();
  for (const account of accounts) {
    const look = lookOf(account.username);
    const owner = owners.get(look);
    if (owner) logLines.push(await noteLookalike(tx, account, owner));
    else owners.set(look, account);
    if (account.usernameLook !== (owner ? null : look)) looks.set(account.id, owner ? null : look);
  }
  const ids = [...looks.keys()];
  await tx.$executeRaw`UPDATE "user" SET username_look = NULL WHERE id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "user" u SET username_look = l.look
      FROM unnest(${ids}::uuid[], ${[...looks.values()]}::text[]) AS l (id, look) WHERE u.id = l.id`;
  return logLines;
}

async function noteLookalike(tx: Tx, { id, username }: Account, owner: Account): Promise<string> {
  const target = { id, name: username };
  await recordAudit(tx, {
    action: "person.look-alike",
    address: "",
    target,
    details: { name: owner.username },
  });
  return `The username ${JSON.stringify(username)} looks just like ${JSON.stringify(owner.username)}.`;
}

async function rename(tx: Tx, { id, username, usernameKey }: Account): Promise<string> {
  await tx.user.update({ where: { id }, data: { usernameLook: null } });
  const name = await freeUsername(tx, [username, `${username}-user`]);
  await tx.user.update({ where: { id }, data: { ...usernameColumns(name), formerUsernameKey: usernameKey } });
  const target = { id, name };
  await recordAudit(tx, {
    action: "person.rename",
    address: "",
    target,
    details: { from: username, to: name },
  });
  return `The username ${JSON.stringify(username)} is not allowed any more and is now ${JSON.stringify(name)}.`;
}

/** Replaces blank display names by usernames. */
async function fillBlankDisplayNames(tx: Tx): Promise<void> {
  const users = await tx.user.findMany({ select: { id: true, username: true, displayName: true } });
  for (const { id, username, displayName } of users)
    if (isBlank(displayName)) await tx.user.update({ where: { id }, data: { displayName: username } });
}
