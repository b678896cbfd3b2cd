import type { ActivityKind } from "../views";

/** Kinds of lines of Activity, in the order of their filters. */
export const ACTIVITY_KINDS = [
  "mention",
  "reply",
  "reaction",
  "keyword",
  "added",
] as const satisfies ActivityKind[];

/** The part of Activity that the page shows. */
export type ActivityQuery = { kind: ActivityKind | null; isUnread: boolean };

/** Reads the query of the page's address; what it cannot understand counts as absent. */
export function activityQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): ActivityQuery {
  return {
    kind: ACTIVITY_KINDS.find((kind) => kind === params.kind) ?? null,
    isUnread: params.unread === "true",
  };
}

/** Writes the query of an address of the page, and of the list in the REST API; empty for everything. */
export function activityPath({ kind, isUnread }: ActivityQuery): string {
  const params = [kind && `kind=${kind}`, isUnread && "unread=true"].filter(Boolean).join("&");
  return params && `?${params}`;
}
