import { settings } from "./settings";

/** Whether an `Origin` (RFC 6454) is this installation's own: the one of PUBLIC_URL, else the host that the request names. */
export function isOurOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const { publicUrl } = settings();
  return publicUrl ? new URL(publicUrl).origin === origin : new URL(origin).host === host;
}
