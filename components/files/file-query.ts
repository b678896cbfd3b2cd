import { type Address, addressOf, withQuery } from "@/lib/client/connection/call";
import type { FileKind } from "@/lib/shared/files/file-kinds";
import type { Page, SentFileView } from "@/lib/shared/views";

/** Files of one request. It divides into 2, 3 and 4, so that a page of a grid ends with a full line. */
export const PAGE_SIZE = 48;

/** The filters of a list of files. */
export type FileQuery = {
  type: FileKind | null;
  q: string;
  /** The sender. */
  from: { username: string; displayName: string } | null;
};

export const NO_FILTERS: FileQuery = { type: null, q: "", from: null };

/** Returns whether a list with these filters leaves files out. */
export const hasFilters = ({ type, q, from }: FileQuery): boolean =>
  type !== null || q.trim() !== "" || from !== null;

/** The query string of the filters, as the REST API and the page's address take them; empty without filters. */
export function queryOf({ type, q, from }: FileQuery): string {
  const text = q.trim();
  return new URLSearchParams({
    ...(type && { type }),
    ...(text && { q: text }),
    ...(from && { from: from.username }),
  }).toString();
}

/**
 * The address of a list of files.
 *
 * @param roomId null for the files of all my rooms
 */
export const filesPath = (
  roomId: string | null,
  query: Record<string, string | number | null>,
): Address<Page<SentFileView>> =>
  withQuery(
    roomId === null ? addressOf("GET /me/files", {}) : addressOf("GET /rooms/{room}/files", { room: roomId }),
    query,
  );
