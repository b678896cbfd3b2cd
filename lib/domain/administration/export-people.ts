import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { AdminPersonView } from "@/lib/shared/views";
import { csvOf } from "./csv";
import { listPeople, peopleFilter } from "./list-people";

/**
 * Exports people as CSV by the same filters and order as the list, page by page without a limit; each page checks the
 * caller again.
 */
export const exportPeople = query({
  key: "person.export",
  summary: "Export people as CSV",
  needs: "admin",
  input: z.object(peopleFilter),
  authorize: ({ actor }) => actor,

  execute: (_ctx, given, actor) =>
    csvOf({
      columns: COLUMNS,
      cellsOf,
      readPage: (cursor) =>
        listPeople(actor, { ...given, limit: LIMITS.pageSize.max, ...(cursor && { cursor }) }),
    }),
});

const COLUMNS = ["name", "username", "email", "role", "state", "created", "lastSeen"] as const;

const cellsOf = (person: AdminPersonView) => [
  person.displayName,
  person.username,
  person.email,
  person.role,
  person.deactivatedAt ? "deactivated" : "active",
  person.createdAt,
  person.lastSeenAt,
];
