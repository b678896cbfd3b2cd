import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { AuditEntryView, Page } from "@/lib/shared/views";
import type { AuditEntry, Prisma } from "@/prisma/generated/client";
import { idOfCursor } from "../cursor";
import { cursor, id, limit, line, time } from "../fields";

const filter = {
  q: line({ max: LIMITS.queryLength }).optional(),
  action: line({ max: LIMITS.searchLength }).optional(),
  person: id.optional(),
  after: time.optional(),
  before: time.optional(),
};

/** Lists audit entries, newest first; `q` searches names and address. */
export const listAuditEntries = query({
  key: "audit.list",
  summary: "List audit log events",
  needs: "admin",
  input: z.object({ ...filter, cursor, limit }),
  authorize: () => {},

  async execute({ db }, { cursor, limit, ...filter }): Promise<Page<AuditEntryView>> {
    const rows = await db.auditEntry.findMany({
      // Ids are UUID v7: their order is the order of time, and the id is the page cursor.
      where: { ...whereOf(filter), ...(cursor && { id: { lt: idOfCursor(cursor) } }) },
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(toAuditEntryView);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

/**
 * Exports the same entries as CSV (RFC 4180, UTF-8), page by page without a limit; each page checks the caller again.
 * A cell that a spreadsheet could take for a formula begins with an apostrophe.
 */
export const exportAuditEntries = query({
  key: "audit.export",
  summary: "Export the audit log as CSV",
  needs: "admin",
  input: z.object(filter),
  authorize: ({ actor }) => actor,

  async execute(_ctx, given, actor): Promise<ReadableStream<Uint8Array>> {
    const lines = linesOf(actor, given);
    // The first page is read before the answer begins, so that an error is a refusal and not a torn connection.
    const first = await lines.next();
    const encoder = new TextEncoder();
    return new ReadableStream({
      start: (controller) => controller.enqueue(encoder.encode(first.value)),
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: () => void lines.return(undefined),
    });
  },
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

async function* linesOf(actor: Actor, given: Filter): AsyncGenerator<string, undefined> {
  let head = `${COLUMNS.join(",")}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await listAuditEntries(actor, {
      ...given,
      limit: LIMITS.pageSize.max,
      ...(cursor && { cursor }),
    });
    yield head +
      page.items.map((entry) => `${COLUMNS.map((name) => cell(entry[name])).join(",")}\r\n`).join("");
    head = "";
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** First characters that make a spreadsheet evaluate a cell (OWASP, CSV Injection). */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/;

function cell(value: unknown): string {
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

type Filter = Partial<Record<keyof typeof filter, string | undefined>>;

function whereOf({ q, action, person, after, before }: Filter): Prisma.AuditEntryWhereInput {
  const named = q && { contains: q, mode: "insensitive" as const };
  return {
    AND: [
      named ? { OR: [{ actorName: named }, { targetName: named }, { address: named }] } : {},
      person ? { OR: [{ actorId: person }, { targetId: person }] } : {},
    ],
    ...(action && { action }),
    ...((after || before) && { at: { ...(after && { gte: after }), ...(before && { lt: before }) } }),
  };
}

function toAuditEntryView({ at, details, ...entry }: AuditEntry): AuditEntryView {
  return { ...entry, at: at.toISOString(), details: details as Record<string, unknown> };
}
