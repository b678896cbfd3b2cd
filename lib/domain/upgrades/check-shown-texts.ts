import type { Tx } from "@/lib/platform/database/db";
import { isBlank } from "@/lib/shared/text/blank";
import { statusEmoji } from "../fields";

/**
 * Checks the short texts of before by today's rules. A status emoji that is none is removed, and one in another spelling
 * gets Unicode's; topics of invisible characters are removed, and folders and a workspace with such a name get one.
 *
 * @returns a sentence for each changed row, for the log
 */
export async function checkShownTexts(tx: Tx): Promise<string[]> {
  return [
    ...(await checkStatuses(tx)),
    ...(await checkTopics(tx)),
    ...(await checkFolders(tx)),
    ...(await checkWorkspace(tx)),
  ];
}

async function checkStatuses(tx: Tx): Promise<string[]> {
  const people = await tx.user.findMany({
    where: { statusEmoji: { not: "" } },
    select: { id: true, username: true, statusEmoji: true },
  });
  const logLines: string[] = [];
  for (const { id, username, statusEmoji: before } of people) {
    const after = statusEmoji.safeParse(before).data ?? "";
    if (after === before) continue;
    await tx.user.update({ where: { id }, data: { statusEmoji: after, rev: { increment: 1 } } });
    logLines.push(
      `The status emoji ${JSON.stringify(before)} of ${username} is now ${JSON.stringify(after)}.`,
    );
  }
  return logLines;
}

/** The change takes a `rev` of the room, so that all clients get it. */
async function checkTopics(tx: Tx): Promise<string[]> {
  const rooms = await tx.room.findMany({
    where: { topic: { not: "" }, deletedAt: null },
    select: { id: true, topic: true },
  });
  const blank = rooms.filter(({ topic }) => isBlank(topic)).map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE room SET topic = '', rev = rev + 1, room_rev = rev + 1 WHERE id = ANY(${blank}::uuid[])`;
  return blank.map((id) => `The topic of the room ${id} had nothing that can be seen and is removed.`);
}

/** The sidebar is saved whole: one folder with a refused name would keep its person from ever changing it. */
async function checkFolders(tx: Tx): Promise<string[]> {
  const folders = await tx.folder.findMany({ select: { id: true, userId: true, name: true } });
  const blank = folders.filter(({ name }) => isBlank(name));
  for (const { id, userId } of blank) {
    await tx.folder.update({ where: { id }, data: { name: "Folder" } });
    await tx.user.update({ where: { id: userId }, data: { rev: { increment: 1 } } });
  }
  return blank.map(({ id }) => `The folder ${id} had a name that cannot be seen and is now "Folder".`);
}

async function checkWorkspace(tx: Tx): Promise<string[]> {
  const blank = (await tx.workspace.findMany()).filter(({ name }) => isBlank(name));
  for (const { id } of blank) await tx.workspace.update({ where: { id }, data: { name: "Parley" } });
  return blank.map(() => 'The workspace had a name that cannot be seen and is now "Parley".');
}
