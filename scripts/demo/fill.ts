import { db, type Tx } from "@/lib/platform/database/db";
import { StartError } from "@/lib/platform/start-error";
import { bookmarkRows, withBookmarksRev } from "./bookmarks";
import { fillFiles } from "./fill-files";
import type { Workspace } from "./northwind";
import { scheduledRow } from "./scheduled";

const AT_ONCE = 1_000;

/**
 * Writes a workspace into an empty database, whole or not at all.
 *
 * @throws StartError if there is an account already
 */
export async function fill({
  workspace,
  users,
  rooms,
  memberships,
  changes,
  messages,
  mentions,
  files,
  groups,
}: Workspace): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await requireEmpty(tx);
      await tx.workspace.create({ data: workspace });
      await tx.user.createMany({ data: users });
      await tx.userGroup.createMany({ data: groups.groups });
      await tx.userGroupMember.createMany({ data: groups.groupMembers });
      await tx.nestedGroup.createMany({ data: groups.nestedGroups });
      await tx.room.createMany({ data: rooms.map(withBookmarksRev) });
      await tx.roomBookmark.createMany({ data: bookmarkRows(rooms) });
      for (const data of portionsOf(memberships)) await tx.membership.createMany({ data });
      for (const data of portionsOf(changes)) await tx.membershipChange.createMany({ data });
      for (const data of portionsOf(messages)) await tx.message.createMany({ data });
      for (const data of portionsOf(mentions)) await tx.mention.createMany({ data });
      await fillFiles(tx, files);
      await tx.scheduledMessage.create({ data: scheduledRow({ users, rooms, memberships }) });
      await tx.searchBacklog.createMany({
        data: rooms.map(({ id, seq }) => ({ roomId: id, beforeSeq: (seq ?? 0) + 1 })),
      });
    },
    { timeout: 120_000 },
  );
}

/** Uses the lock of the first registration, so that nobody becomes the administrator meanwhile. */
async function requireEmpty(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('parley first account'))`;
  if ((await tx.workspace.count()) + (await tx.user.count()) === 0) return;
  throw new StartError(
    "This workspace has people already, and the demo fills only an empty one: set DATA_DIR to a new folder, or DATABASE_URL to an empty database.",
  );
}

/** PostgreSQL takes at most 65,535 values in a statement. */
function portionsOf<T>(rows: T[]): T[][] {
  const count = Math.ceil(rows.length / AT_ONCE);
  return Array.from({ length: count }, (_, place) => rows.slice(place * AT_ONCE, (place + 1) * AT_ONCE));
}
