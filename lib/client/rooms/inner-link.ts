/** A page of this workspace: a room, by its name or id, and perhaps a message in it. */
export type InnerTarget = { room: string; seq: number | null };

/**
 * Parses a link to a room or a message of this workspace; null for any other link.
 *
 * @param origin of this page; links without an origin are of this workspace anyway
 */
export function innerTarget(link: string, origin: string): InnerTarget | null {
  if (!URL.canParse(link, origin)) return null;
  const url = new URL(link, origin);
  const [, room] = /^\/rooms\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  if (url.origin !== origin || room === undefined) return null;
  const seq = url.searchParams.get("message");
  try {
    return {
      room: decodeURIComponent(room),
      seq: seq !== null && /^\d{1,9}$/.test(seq) ? Number(seq) : null,
    };
  } catch {
    return null;
  }
}
