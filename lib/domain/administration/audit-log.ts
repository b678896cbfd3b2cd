import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { AuditEntryView, Page } from "@/lib/shared/views";
import type { AuditEntry, Prisma } from "@/prisma/generated/client";
import { idOfCursor } from "../cursor";
import { cursor, id, limit, line, time } from "../fields";
import { csvOf } from "./csv";

const filter = {
  q: line({ max: LIMITS.queryLength }).optional(),
  action: line({ max: LIMITS.searchLength }).optional(),
  person: id.optional(),
  after: time.optional(),
  before: time.optional(),
};

/**
 * Lists audit entries, newest first, with the present display names of their people; `q` searches names and address.
 */
export const listAuditEntries = query({
  key: "audit.list",
  summary: "List audit log events",
  needs: "admin",
  input: z.object({ ...filter, cursor, limit }),
  authorize: () => {},

  async execute({ db }, { cursor, limit, ...filter }): Promise<Page<AuditEntryView>> {
    const rows = await db.auditEntry.findMany({
      // Ids are UUID v7: their order is the order of time, and the id is the page cursor.
      where: {
        ...whereOf(filter, await readNamesakes(db, filter.q)),
        ...(cursor && { id: { lt: idOfCursor(cursor) } }),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const names = await readNames(db, shown);
    const items = shown.map((entry) => toAuditEntryView(entry, names));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

/**
 * Exports the same entries as CSV, page by page without a limit; each page checks the caller again.
 */
export const exportAuditEntries = query({
  key: "audit.export",
  summary: "Export the audit log as CSV",
  needs: "admin",
  input: z.object(filter),
  authorize: ({ actor }) => actor,

  execute: (_ctx, given, actor) =>
    csvOf({
      columns: COLUMNS,
      cellsOf: (entry: AuditEntryView) => COLUMNS.map((name) => entry[name]),
      readPage: (cursor) =>
        listAuditEntries(actor, { ...given, limit: LIMITS.pageSize.max, ...(cursor && { cursor }) }),
    }),
});

const COLUMNS = [
  "at",
  "action",
  "actorName",
  "targetName",
  "address",
  "details",
  "actorId",
  "targetId",
] as const;

type Filter = Partial<Record<keyof typeof filter, string | undefined>>;

/** Number of people that a search finds by their display names. */
const MAX_NAMESAKES = 100;

/** The ids of people whose display names have the search in them. */
async function readNamesakes(db: Db, q: string | undefined): Promise<string[]> {
  if (!q) return [];
  const people = await db.user.findMany({
    where: { displayName: { contains: q, mode: "insensitive" }, deletedAt: null },
    select: { id: true },
    take: MAX_NAMESAKES,
  });
  return people.map(({ id }) => id);
}

/** The present display names of the people of these entries, by id. Deleted people have none. */
async function readNames(db: Db, entries: AuditEntry[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(
    entries.flatMap(({ actorId, targetId }) => [actorId, targetId]).filter((id) => id !== null),
  );
  // Looked up one by one by the key: for a list of ids the planner may read all people.
  const people = await db.$queryRaw<{ id: string; displayName: string }[]>`
    SELECT u.id, u.display_name AS "displayName"
      FROM unnest(${[...ids]}::uuid[]) AS given (id)
     CROSS JOIN LATERAL (SELECT * FROM "user" x WHERE x.id = given.id AND x.deleted_at IS NULL OFFSET 0) u`;
  return new Map(people.map(({ id, displayName }) => [id, displayName]));
}

function whereOf(
  { q, action, person, after, before }: Filter,
  namesakes: string[],
): Prisma.AuditEntryWhereInput {
  const named = q && { contains: q, mode: "insensitive" as const };
  const among = { in: namesakes };
  const byName = [{ actorName: named || "" }, { targetName: named || "" }, { address: named || "" }];
  return {
    AND: [
      named ? { OR: [...byName, { actorId: among }, { targetId: among }] } : {},
      person ? { OR: [{ actorId: person }, { targetId: person }] } : {},
    ],
    ...(action && { action }),
    ...((after || before) && { at: { ...(after && { gte: after }), ...(before && { lt: before }) } }),
  };
}

function toAuditEntryView(
  { at, details, ...entry }: AuditEntry,
  names: ReadonlyMap<string, string>,
): AuditEntryView {
  const nameOf = (id: string | null) => names.get(id ?? "") ?? null;
  return {
    ...entry,
    actorDisplayName: nameOf(entry.actorId),
    targetDisplayName: nameOf(entry.targetId),
    at: at.toISOString(),
    details: details as Record<string, unknown>,
  };
}
