// Between the browser and the server, for one thing only: when the server cannot be reached, a page of the chat is shown
// out of what this browser has. `/away` is that page. It has nobody's data in it: that comes out of IndexedDB.

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

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data?.path ?? "/"));
});

/** A message that a notice told of: in a tab of ours if there is one. Only the chat's pages know the way by themselves. */
async function goTo(path) {
  const [tab] = await clients.matchAll({ type: "window" });
  if (!tab) return clients.openWindow(path);
  await tab.focus();
  if (isOfChat(new URL(tab.url).pathname)) tab.postMessage({ open: path });
  else await tab.navigate(path);
}
