import type { WireMessage } from "@/lib/shared/live";
import { linesOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";

/** The browser's permission. `insecure`: browsers offer no notifications on plain http. */
export type NotifyPermission = NotificationPermission | "unsupported" | "insecure";

/** Returns whether this page may show desktop notifications. */
export function notifyPermission(): NotifyPermission {
  if (!window.isSecureContext) return "insecure";
  return "Notification" in window ? Notification.permission : "unsupported";
}

export type DesktopNotice = {
  title: string;
  body: string;
  /** A notification replaces the one with the same tag. */
  tag: string;
  /** The path that a click opens. */
  path: string;
  /** The message, where pushes come to this browser: its worker shows the notice, so that a push replaces it. */
  byWorker?:
    | (Pick<WireMessage, "roomId" | "seq" | "threadId" | "alsoInRoom"> & { messageId: string })
    | undefined;
};

const ICON = "/icons/icon-192.png";

/** The notifications of this page that are shown, by tag. */
const standing = new Map<string, Notification>();

/**
 * Shows a silent system notification; the sound is the reader's own setting. The system treats its text as plain text.
 */
export async function showNotice(
  { title, body, tag, path, byWorker }: DesktopNotice,
  onOpen: (path: string) => void,
) {
  const options = { body, tag, icon: ICON, silent: true, data: { path, ...byWorker } };
  if (byWorker && (await showByWorker(title, options))) return;
  try {
    const notice = new Notification(title, options);
    standing.set(tag, notice);
    notice.onclose = () => {
      if (standing.get(tag) === notice) standing.delete(tag);
    };
    notice.onclick = () => {
      window.focus();
      notice.close();
      onOpen(path);
    };
  } catch {
    // On Android only the service worker may show one; it also receives the click.
    await showByWorker(title, options);
  }
}

async function showByWorker(title: string, options: NotificationOptions): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return false;
  return registration.showNotification(title, options).then(
    () => true,
    () => false,
  );
}

/** Closes the notices of messages that were read, wherever that was. */
export async function closeReadNotices(readTo: (key: TimelineKey) => number | null): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const notice of (await registration?.getNotifications?.()) ?? []) {
    const { roomId, seq, threadId, alsoInRoom } = notice.data ?? {};
    if (typeof roomId !== "string") continue;
    const isRead = (key: TimelineKey) => (readTo(key) ?? Number.POSITIVE_INFINITY) >= seq;
    if (linesOf({ roomId, threadId, alsoInRoom }).some(isRead)) notice.close();
  }
}

/** Updates a notification if it is still shown. One that the user closed does not return. */
export async function replaceNotice(notice: DesktopNotice, onOpen: (path: string) => void): Promise<void> {
  const isStanding = standing.has(notice.tag) || (await workerNotices(notice.tag)).length > 0;
  if (isStanding) await showNotice(notice, onOpen);
}

/** Closes a notification shown by this page or by its service worker. */
export async function closeNotice(tag: string): Promise<void> {
  standing.get(tag)?.close();
  standing.delete(tag);
  for (const notice of await workerNotices(tag)) notice.close();
}

async function workerNotices(tag: string): Promise<readonly Notification[]> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.getNotifications?.({ tag })) ?? [];
}

/** Calls `open` with the path of a clicked notification of the service worker. Returns a function that ends this. */
export function onWorkerNotice(open: (path: string) => void): () => void {
  const listener = ({ data }: MessageEvent) => {
    if (typeof data?.open === "string" && data.open.startsWith("/rooms/")) open(data.open);
  };
  navigator.serviceWorker?.addEventListener("message", listener);
  return () => navigator.serviceWorker?.removeEventListener("message", listener);
}
