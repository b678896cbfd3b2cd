import type { PushDeviceView } from "@/lib/shared/views";
import { call } from "../connection/call";
import type { InputFor } from "../connection/endpoint-types";
import { pushKey } from "../storage/names";

type PushInput = InputFor<"POST /me/push-subscriptions">;

/**
 * Needs of pushes in this browser. `install`: an iPhone or iPad gives them to apps on its Home Screen only. `insecure`: plain http.
 */
export type PushSupport = "supported" | "unsupported" | "install" | "insecure";

/** Returns whether this browser can get pushes. */
export function pushSupport(): PushSupport {
  if (!window.isSecureContext) return "insecure";
  if ("serviceWorker" in navigator && "PushManager" in window) return "supported";
  return isApple() ? "install" : "unsupported";
}

/** An iPhone or iPad; the latter calls itself a Mac, but has a touch screen. */
const isApple = () =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

/** True if this person turned pushes on in this browser. The next person at it is asked anew. */
const isPushChosen = (userId: string): boolean => {
  try {
    return localStorage.getItem(pushKey(userId)) !== null;
  } catch {
    return false;
  }
};

function choosePush(userId: string, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(pushKey(userId), "on");
    else localStorage.removeItem(pushKey(userId));
  } catch {
    // Without storage, pushes end here with the next start of the page.
  }
}

const workerOfPage = async () => {
  await navigator.serviceWorker.register("/worker.js");
  return navigator.serviceWorker.ready;
};

/** Returns the browser's live subscription, or null. */
export async function liveSubscription(): Promise<PushSubscription | null> {
  if (pushSupport() !== "supported") return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Returns the hash by which the server names a subscription's device. */
export async function hashOf({ endpoint }: PushSubscription): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Subscribes this browser with the server's present key and registers it. A subscription with another key could never be
 * sent anything, so it is replaced. Resolves to null if the browser or the server refused.
 */
export async function subscribeHere(userId: string, deviceName?: string): Promise<PushDeviceView | null> {
  try {
    const key = await call("GET /push-key", {});
    if (!key.ok) return null;
    const { publicKey } = key.data;
    const { pushManager } = await workerOfPage();
    const known = await pushManager.getSubscription();
    const isUsable = known !== null && isKeyOf(known, publicKey);
    if (known && !isUsable) await known.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: publicKey };
    const { endpoint, keys } = (isUsable ? known : await pushManager.subscribe(options)).toJSON();
    const input = { endpoint, keys, ...(deviceName && { deviceName }) };
    const reply = await call("POST /me/push-subscriptions", input as PushInput);
    if (!reply.ok) return null;
    choosePush(userId, true);
    return reply.data;
  } catch {
    return null;
  }
}

/** Ends this browser's subscription; the server's device is removed by its id. */
export async function unsubscribeHere(userId: string): Promise<void> {
  choosePush(userId, false);
  await (await liveSubscription())?.unsubscribe().catch(() => false);
}

function isKeyOf({ options }: PushSubscription, publicKey: string): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === publicKey;
}

/**
 * Compares the browser's live subscription with the server's devices and mends what differs: a browser may have dropped it,
 * a new session may have no device, the server may have a new key. A subscription of another person is ended.
 * @returns true if pushes reach this browser
 */
export async function mendSubscription(userId: string): Promise<boolean> {
  if (pushSupport() !== "supported" || Notification.permission !== "granted") return false;
  const live = await liveSubscription();
  if (!isPushChosen(userId)) {
    await live?.unsubscribe().catch(() => false);
    return false;
  }
  const devices = await call("GET /me/push-subscriptions", {});
  if (!devices.ok) return live !== null;
  const hash = live && (await hashOf(live));
  const device = devices.data.items.find(({ endpointHash }) => endpointHash === hash);
  if (device?.isThis && device.isCurrent) return true;
  return (await subscribeHere(userId)) !== null;
}
