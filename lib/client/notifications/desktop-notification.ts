/** What the browser lets this page do. `insecure`: browsers keep notices from pages on plain http. */
export type NotifyPermission = NotificationPermission | "unsupported" | "insecure";

/** Whether this page may show notices outside itself. */
export function notifyPermission(): NotifyPermission {
  if (!window.isSecureContext) return "insecure";
  return "Notification" in window ? Notification.permission : "unsupported";
}

export type DesktopNotice = {
  title: string;
  body: string;
  /** A notice takes the place of the one with the same tag. */
  tag: string;
  /** Where a click leads: a path of ours. */
  path: string;
};

const ICON = "/icons/icon-192.png";

/** The notices of this page that stand, by their tag. */
const standing = new Map<string, Notification>();

/** Shows a notice of the system, without its sound: ours is the reader's choice. Its words are plain text to the system. */
export async function showNotice({ title, body, tag, path }: DesktopNotice, onOpen: (path: string) => void) {
  const options = { body, tag, icon: ICON, silent: true, data: { path } };
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
    // On Android only the worker may show one; it hears the click, too.
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.showNotification(title, options);
  }
}

/** Shows other words in place of a notice, if it still stands: what somebody has closed does not come again. */
export async function replaceNotice(notice: DesktopNotice, onOpen: (path: string) => void): Promise<void> {
  const isStanding = standing.has(notice.tag) || (await workerNotices(notice.tag)).length > 0;
  if (isStanding) await showNotice(notice, onOpen);
}

/** Closes a notice, whoever shows it: this page or its worker. */
export async function closeNotice(tag: string): Promise<void> {
  standing.get(tag)?.close();
  standing.delete(tag);
  for (const notice of await workerNotices(tag)) notice.close();
}

async function workerNotices(tag: string): Promise<readonly Notification[]> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.getNotifications?.({ tag })) ?? [];
}

/** Calls with the path of a notice that was clicked on while the worker showed it; the answer ends that. */
export function onWorkerNotice(open: (path: string) => void): () => void {
  const listener = ({ data }: MessageEvent) => {
    if (typeof data?.open === "string" && data.open.startsWith("/rooms/")) open(data.open);
  };
  navigator.serviceWorker?.addEventListener("message", listener);
  return () => navigator.serviceWorker?.removeEventListener("message", listener);
}
