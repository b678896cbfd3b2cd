import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom, from the ground up. A folder may always import itself. The longest fitting entry counts. */
const ground = ["lib/shared/"];
const server = [...ground, "lib/platform/", "lib/core/", "prisma/generated/"];
const browser = [...ground, "lib/client/", "components/"];
const mayImport: Record<string, string[]> = {
  "lib/shared/": [],
  "lib/platform/": [...ground, "prisma/generated/"],
  "lib/core/": [...ground, "lib/platform/"],
  "lib/domain/": server,
  "lib/doors/": [...server, "lib/domain/"],
  "lib/realtime/": [...server, "lib/domain/"],
  "lib/client/": ground,
  "components/": [...browser, "actions:"],
  "app/": [...browser, "lib/core/", "lib/domain/", "lib/doors/", "app/"],
  "server.ts": ["lib/platform/", "lib/realtime/"],
};

/** Packages that belong to Next's requests: below the doors there is no request. */
const REQUEST_BOUND = /^(next|next-auth|next-intl|server-only)(\/|$)/;
const UNBOUND = ["lib/shared/", "lib/platform/", "lib/core/", "lib/domain/", "lib/realtime/"];
const COOKIE = { file: "lib/platform/session-cookie.ts", target: "next-auth/jwt" };
/** What must never reach the browser's bundle as a value. */
const SERVER_ONLY = /^(zod|pg|ioredis|@prisma\/.*|lib\/shared\/schemas)$/;

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
const folderOf = (file: string) =>
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

test("below the doors nothing depends on a request of Next", () => {
  const wrong = files
    .filter((file) => UNBOUND.some((folder) => file.startsWith(folder)))
    .flatMap((file) => importsOf(file).map(({ target }) => ({ file, target })))
    .filter(
      ({ file, target }) => REQUEST_BOUND.test(target) && !(file === COOKIE.file && target === COOKIE.target),
    );
  expect(wrong).toEqual([]);
});

test("the browser's side takes no value from what belongs to the server", () => {
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
    "lib/domain/messages/append.ts",
    "lib/domain/messages/change-message.ts",
    "lib/domain/messages/rewrite-messages.ts",
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
