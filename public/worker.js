// Between the browser and the server, for two things. When the server cannot be reached, a page of the chat is shown out of
// what this browser has: `/away` is that page. It has nobody's data in it: that comes out of IndexedDB. And pushes are shown.

const AWAY = "/away";
const CACHE = "parley-away";
/** A server that is silent for longer is shown from here too. What comes live is the same in both. */
const PATIENCE_MS = 4_000;
/** What a proxy says in place of a server that is away. */
const GATEWAY = [502, 503, 504];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keep().catch(() => {}));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && isOfChat(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith("/_next/static/")) event.respondWith(file(request));
});

const isOfChat = (pathname) => pathname === "/" || /^\/rooms(\/|$)/.test(pathname);

async function page(request) {
  const asked = fetch(request).then((response) => (GATEWAY.includes(response.status) ? null : response));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const response = await Promise.race([asked, late]).catch(() => null);
  return response ?? (await kept(AWAY)) ?? (await asked.catch(() => null)) ?? Response.error();
}

/** The files of a build have their content in their name: one that is here is the right one. */
async function file(request) {
  return (await kept(request)) ?? fetch(request);
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreVary: true });
}

/** Takes the page and its files of the server's present build, and lets go of those of the one before. */
async function keep() {
  const response = await fetch(AWAY, { cache: "no-store" });
  if (!response.ok || response.redirected) return;
  const html = await response.clone().text();
  const files = new Set(html.match(/\/_next\/static\/[\w\-./~%]+\.(?:js|css|woff2)/g));
  const cache = await caches.open(CACHE);
  const known = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await cache.addAll([...files].filter((file) => !known.includes(file)));
  await cache.put(AWAY, response);
  const old = known.filter((path) => path !== AWAY && !files.has(path));
  await Promise.all(old.map((path) => cache.delete(path)));
}

// Pushes. The server decides whom to disturb and when (docs/notifications.md); here each push is shown, always, because a
// browser ends the subscription of a worker that shows nothing.

/** Lines of earlier messages of a room that its notification still shows. */
const LINES = 4;

addEventListener("push", (event) => event.waitUntil(showPush(read(event.data))));

function read(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

async function showPush({ notification: pushed = {} }) {
  const { title = "Parley", body = "", tag = "push", data = {}, ...options } = pushed;
  const [shown] = await registration.getNotifications({ tag });
  const isNews = !shown || shown.data?.messageId !== data.messageId;
  // The same message again replaces its own line.
  const earlier = shown?.data?.lines ?? [];
  const lines = data.isBare ? [body] : [...(isNews ? earlier : earlier.slice(0, -1)), body].slice(-LINES);
  const pages = await clients.matchAll({ type: "window" });
  await setBadge(data.badge);
  await registration.showNotification(title, {
    ...options,
    body: lines.join("\n"),
    tag,
    icon: "/icons/icon-192.png",
    badge: "/icons/icon-192.png",
    // A page in view has its own sound, and shows the message itself.
    silent: pages.some(({ visibilityState }) => visibilityState === "visible"),
    renotify: isNews,
    actions: data.roomId ? actionsOf(data) : [],
    data: { ...data, lines },
  });
}

const actionsOf = ({ reply, read }) => [
  { action: "reply", type: "text", title: reply, placeholder: reply },
  { action: "read", title: read },
];

async function setBadge(count) {
  if (typeof count !== "number") return;
  await (count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.())?.catch?.(() => {});
}

addEventListener("notificationclick", (event) => {
  const { notification, action, reply } = event;
  notification.close();
  event.waitUntil(act(action, reply?.trim(), notification.data ?? {}));
});

/** Answers or marks as read by the session of this browser. What fails opens the message instead. */
async function act(action, reply, { path = "/", roomId, seq }) {
  const room = `/rooms/${roomId}`;
  if (action === "read" && (await ask("POST", `${room}/read`, { lastReadSeq: seq }))) return;
  if (action === "reply" && reply) {
    const isSent = await ask("POST", `${room}/messages`, { text: reply, clientId: crypto.randomUUID() });
    if (isSent) return ask("POST", `${room}/read`, { lastReadSeq: seq });
  }
  return goTo(path);
}

/** Calls the API with the browser's cookie. Null where it refuses or is away. */
async function ask(method, path, body) {
  const headers = { accept: "application/json", ...(body && { "content-type": "application/json" }) };
  const response = await fetch(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) }).catch(() => null);
  if (!response?.ok) return null;
  return response.status === 204 ? {} : response.json();
}

addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain(event)));

/** The browser ended the subscription, or made a new one: the server learns the new one. */
async function subscribeAgain({ newSubscription }) {
  const key = await ask("GET", "/push-key");
  if (!key) return;
  const options = { userVisibleOnly: true, applicationServerKey: key.publicKey };
  const subscription = newSubscription ?? (await registration.pushManager.subscribe(options));
  const { endpoint, keys } = subscription.toJSON();
  await ask("POST", "/me/push-subscriptions", { endpoint, keys });
}

/** A message that a notice told of: in a tab of ours if there is one. Only the chat's pages know the way by themselves. */
async function goTo(path) {
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find(({ focused }) => focused) ?? tabs.find(({ url }) => isOfChat(new URL(url).pathname)) ?? tabs[0];
  if (!tab) return clients.openWindow(path);
  await tab.focus().catch(() => {});
  if (isOfChat(new URL(tab.url).pathname)) tab.postMessage({ open: path });
  else await tab.navigate(path).catch(() => clients.openWindow(path));
}
