import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";

/**
 * Allowed imports between folders, from the ground up. A folder may always import itself. The longest matching entry
 * counts.
 */
const ground = ["lib/shared/"];
const server = [...ground, "lib/platform/", "lib/core/", "lib/delivery/", "prisma/generated/"];
const browser = [...ground, "lib/client/", "components/"];
const client = (...folders: string[]) => [...ground, ...folders.map((folder) => `lib/client/${folder}/`)];
const mayImport: Record<string, string[]> = {
  "lib/shared/": [],
  "lib/platform/": [...ground, "prisma/generated/"],
  "lib/core/": [...ground, "lib/platform/"],
  "lib/delivery/": [...ground, "lib/platform/", "lib/core/", "prisma/generated/"],
  "lib/domain/": server,
  "lib/doors/": [...server, "lib/domain/"],
  "lib/transport/": [...server, "lib/domain/"],
  // Hooks and contexts, in whatever folder they are: they see the whole chat.
  "lib/client/": ground,
  "lib/client/state/": ground,
  // The parser's script is fetched again by the schedule of all retries.
  "lib/client/text/": client("connection"),
  "lib/client/emoji/": ground,
  "lib/client/page/": ground,
  "lib/client/time/": ground,
  "lib/client/forms/": ground,
  "lib/client/storage/": ground,
  "lib/client/connection/": ground,
  // Types of the server's registry, and no values: see below.
  "lib/client/connection/endpoint-types.ts": ["lib/core/", "lib/doors/"],
  "lib/client/rooms/": ground,
  "lib/client/reading/": client("state", "connection", "sync"),
  "lib/client/presence/": client("state"),
  "lib/client/names/": client("state", "text"),
  "lib/client/shortcuts/": client("page"),
  "lib/client/commands/": client("emoji", "rooms", "text", "connection"),
  "lib/client/writing/": client("text", "shortcuts", "storage"),
  "lib/client/notifications/": client("connection", "rooms", "storage"),
  "lib/client/search/": client("state", "storage", "connection", "text", "time"),
  "lib/client/drafts/": client("state", "text", "storage", "connection"),
  "lib/client/outbox/": client("state", "storage", "connection"),
  "lib/client/voice/": client("state", "storage"),
  "lib/client/uploads/": client("state", "storage", "connection"),
  "lib/client/timeline/": client("state", "connection", "outbox"),
  "lib/client/sync/": client("state", "emoji", "connection", "timeline"),
  "lib/client/threads/": client("state", "connection", "sync"),
  "lib/client/cache/": client("storage", "rooms", "timeline", "sync"),
  "lib/client/chat/": client(
    ...["state", "page", "storage", "connection", "names", "reading", "presence"],
    ...["drafts", "outbox", "uploads", "timeline", "sync", "cache"],
  ),
  "lib/client/actions/": client("state", "page", "shortcuts", "connection", "timeline", "threads", "chat"),
  "components/": [...browser, "actions:"],
  "app/": [...browser, "lib/core/", "lib/domain/", "lib/doors/", "app/"],
  "server.ts": ["lib/platform/", "lib/transport/", "lib/doors/", "lib/domain/jobs/"],
};

/** Packages that belong to Next's requests: below the doors there is no request. */
const REQUEST_BOUND = /^(next|next-auth|next-intl|server-only)(\/|$)/;
const UNBOUND = [
  "lib/shared/",
  "lib/platform/",
  "lib/core/",
  "lib/delivery/",
  "lib/domain/",
  "lib/transport/",
];
const COOKIE = { file: "lib/platform/http/session-cookie.ts", target: "next-auth/jwt" };
/** Modules that the browser's bundle must not import as values. */
const SERVER_ONLY = /^(zod|pg|ioredis|@prisma\/.*|lib\/shared\/schemas(\/.*)?)$/;

const files = Object.keys(mayImport)
  .flatMap(sourcesIn)
  .filter((file) => !file.endsWith(".test.ts"));

function sourcesIn(path: string): string[] {
  if (/\.tsx?$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return sourcesIn(posix.join(path, entry.name));
    return /\.tsx?$/.test(entry.name) ? [posix.join(path, entry.name)] : [];
  });
}

type Import = { target: string; isType: boolean };

function importsOf(file: string): Import[] {
  const source = readFileSync(join(process.cwd(), file), "utf8");
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+["']([^"']+)["']|import\(["']([^"']+)["']\)|(?:^|\n)import\s+["']([^"']+)["']/g,
  );
  return [...found].map(([, isType, from, dynamic, bare]) => ({
    target: resolve(file, from ?? dynamic ?? bare ?? ""),
    isType: Boolean(isType),
  }));
}

function resolve(file: string, target: string): string {
  if (target.startsWith("@/")) return target.slice(2);
  return target.startsWith(".") ? posix.join(posix.dirname(file), target) : target;
}

const isOurs = (target: string) =>
  /^(lib|app|components|prisma|scripts|tests|e2e|bench|faults)\//.test(target);
/** Hooks and contexts of the browser's side stand above all its subsystems, though they lie beside their own. */
const isHook = (target: string) => /^lib\/client\/.*\/(use-[^/]+|[^/]+-context(\.tsx)?)$/.test(target);
const folderOf = (file: string) => (isHook(file) ? "lib/client/" : longestFolderOf(file));
const longestFolderOf = (file: string) =>
  Object.keys(mayImport)
    .filter((folder) => file.startsWith(folder))
    .sort((a, b) => b.length - a.length)[0]!;
const isAction = (target: string) => /^app\/.*actions$/.test(target);

test("there are files on every floor", () => {
  for (const folder of Object.keys(mayImport))
    expect(
      files.some((file) => file.startsWith(folder)),
      folder,
    ).toBe(true);
});

test.each(files)("%s imports only what is below it", (file) => {
  const folder = folderOf(file);
  const allowed = [folder, ...mayImport[folder]!];
  const wrong = importsOf(file)
    .filter(({ target }) => isOurs(target))
    .filter(
      ({ target }) =>
        !allowed.some((floor) => target.startsWith(floor) || (floor === "actions:" && isAction(target))),
    );
  expect(wrong).toEqual([]);
});

test("in lib/client nothing but hooks and contexts depends on a hook or a context", () => {
  const wrong = files
    .filter((file) => file.startsWith("lib/client/") && !isHook(file))
    .flatMap((file) => importsOf(file).map(({ target }) => ({ file, target })))
    .filter(({ target }) => isHook(target));
  expect(wrong).toEqual([]);
});

test("below the doors nothing depends on a request of Next", () => {
  const wrong = files
    .filter((file) => UNBOUND.some((folder) => file.startsWith(folder)))
    .flatMap((file) => importsOf(file).map(({ target }) => ({ file, target })))
    .filter(
      ({ file, target }) => REQUEST_BOUND.test(target) && !(file === COOKIE.file && target === COOKIE.target),
    );
  expect(wrong).toEqual([]);
});

test("the browser's side imports no value of the server", () => {
  const wrong = files
    .filter((file) => file.startsWith("lib/client/") || file.startsWith("components/"))
    .flatMap((file) => importsOf(file).map((one) => ({ file, ...one })))
    .filter(({ target, isType }) => !isType && SERVER_ONLY.test(target));
  expect(wrong).toEqual([]);
});

test("no import goes in a circle", () => {
  const graph = new Map(
    files.map((file) => [file.replace(/\.tsx?$/, ""), importsOf(file).map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  expect(circles).toEqual([]);
});

test("messages and the counters of rooms are written by the writer's files alone", () => {
  const writers = [
    "lib/domain/rooms/change-room.ts",
    "lib/domain/rooms/room-events.ts",
    "lib/domain/messages/send/append.ts",
    "lib/domain/messages/change-message.ts",
    "lib/domain/messages/edit/rewrite-messages.ts",
  ];
  const wrong = files
    .filter((file) => /^lib\/(core|domain|doors|realtime)\//.test(file) && !writers.includes(file))
    .filter((file) =>
      /\.message\.(create|update|delete|upsert)|memberVersion: \{ increment|rev: \{ increment: 1 \},\n\s*roomRev/.test(
        readFileSync(file, "utf8"),
      ),
    );
  expect(wrong).toEqual([]);
});
