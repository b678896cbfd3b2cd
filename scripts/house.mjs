// Measures the shape of the code (lengths of functions and files, files in a folder, paths by hand, dangling references,
// docstrings without a subject) and fails where it is worse than `HELD`. Part of `npm run check`; alone: `node scripts/house.mjs`.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync } from "oxc-parser";
import { danglingReferences } from "./references.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const FLOORS = [
  "lib/shared",
  "lib/platform",
  "lib/core",
  "lib/delivery",
  "lib/domain",
  "lib/doors",
  "lib/transport",
  "lib/client",
  "components",
  "app",
];

/** Reached values. A number may only go down. */
const HELD = {
  functionP90: {
    "lib/shared": 15,
    "lib/platform": 13,
    "lib/core": 12,
    "lib/delivery": 12,
    "lib/domain": 13,
    "lib/doors": 13,
    "lib/transport": 12,
    "lib/client": 12,
    components: 27,
    app: 22,
  },
  longestFunction: 60,
  longestFile: 300,
  filesInFolder: 20,
  handWrittenPaths: 3,
  identicalRoutes: 1,
  danglingReferences: 0,
  subjectless: {
    "lib/shared": 0,
    "lib/platform": 0,
    "lib/core": 0,
    "lib/delivery": 0,
    "lib/domain": 0,
    "lib/doors": 0,
    "lib/transport": 0,
    "lib/client": 0,
    components: 0,
    app: 0,
    tests: 0,
    bench: 0,
    faults: 0,
    scripts: 0,
  },
};

/** First words of a docstring that hide its subject in a clause; docs/style.md asks for the subject first. */
const HIDDEN_SUBJECT = /^\*\s*(?:\*\s*)?(?:What|Who|Whoever|Whom|Whose|Whether|How|Where|Which)\b/;

/** Tables may be longer than `longestFile`. */
const TABLES = ["lib/doors/endpoints.ts"];

/** Lines of each list in the output. */
const SHOWN = 12;

/** Measures everything. `tooMuch` names values worse than `HELD`. */
export function measure() {
  const files = FLOORS.flatMap((floor) => sourcesIn(floor)).map(read);
  const functions = files.flatMap(functionsOf);
  const measured = {
    functions: Object.fromEntries(FLOORS.map((floor) => [floor, spread(functions, floor)])),
    longFunctions: longest(functions, 60),
    longFiles: longest(files, HELD.longestFile).filter(({ path }) => !TABLES.includes(path)),
    fullFolders: fullFolders(files, HELD.filesInFolder),
    handWrittenPaths: files.filter(isBrowsers).flatMap(pathsIn),
    identicalRoutes: identicalRoutes(files),
    danglingReferences: danglingReferences(),
    subjectless: Object.keys(HELD.subjectless).flatMap(subjectlessIn),
  };
  return { measured, tooMuch: worseThanHeld(measured) };
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name))
    .map((entry) => posix.join(entry.parentPath, entry.name));
}

/** Returns `file:line words` of every docstring in a folder, tests included, that begins with a hidden subject. */
function subjectlessIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => read(posix.join(entry.parentPath, entry.name)))
    .flatMap(({ path, text }) => {
      const lineAt = lineCounter(text);
      return parseSync(path, text)
        .comments.filter(({ type, value }) => type === "Block" && HIDDEN_SUBJECT.test(value))
        .map(({ start, value }) => ({ folder, at: `${path}:${lineAt(start)}${value.slice(1, 60)}` }));
    });
}

function read(path) {
  const text = readFileSync(path, "utf8");
  return { path, text, lines: text.trimEnd().split("\n").length };
}

const isBrowsers = ({ path }) => /^(lib\/client|components)\//.test(path);

/** Returns every function with its length in lines. */
function functionsOf({ path, text }) {
  const lineAt = lineCounter(text);
  const found = [];
  walk(parseSync(path, text).program, (node, parent) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type) || !node.body)
      return;
    const from = lineAt(node.start);
    const lines = lineAt(node.end) - from + 1;
    found.push({
      path,
      line: from,
      name: node.id?.name ?? parent?.id?.name ?? parent?.key?.name ?? "",
      lines,
    });
  });
  return found;
}

function lineCounter(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function walk(node, visit, parent) {
  if (typeof node?.type === "string") visit(node, parent);
  for (const value of Object.values(node ?? {})) {
    if (Array.isArray(value)) for (const each of value) walk(each, visit, node);
    else if (value && typeof value === "object")
      walk(value, visit, typeof node.type === "string" ? node : parent);
  }
}

function spread(functions, floor) {
  const lengths = functions
    .filter(({ path }) => path.startsWith(`${floor}/`))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  const at = (share) => lengths[Math.floor(share * (lengths.length - 1))] ?? 0;
  return { count: lengths.length, p50: at(0.5), p90: at(0.9), longest: at(1) };
}

const longest = (entries, bound) =>
  entries.filter(({ lines }) => lines > bound).sort((a, b) => b.lines - a.lines);

function fullFolders(files, bound) {
  const counts = new Map();
  for (const { path } of files) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .map(([path, count]) => ({ path, count }))
    .filter(({ count }) => count > bound)
    .sort((a, b) => b.count - a.count);
}

/** Returns the REST paths that the browser's code spells out. */
function pathsIn({ path, text }) {
  const spelled =
    /["`](\/api\/v1[^"`]*)["`]|\b(?:ask|askServer)(?:<[^(]*>)?\(\s*"[A-Z]+",\s*["`]([^"`]+)["`]/g;
  return [...text.matchAll(spelled)].map(([, full, short]) => ({ path, spelled: full ?? short }));
}

/** Counts route files that differ only in their path. */
function identicalRoutes(files) {
  const counts = new Map();
  for (const { path, text } of files) {
    if (!path.startsWith("app/api/") || !path.endsWith("/route.ts")) continue;
    const shape = text.replace(/rest\("[^"]*"\)/g, "rest(…)");
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

function worseThanHeld(measured) {
  const worse = [];
  const compare = (what, is, held) => is > held && worse.push(`${what}: ${is}, held at ${held}`);
  for (const floor of FLOORS)
    compare(`p90 of functions in ${floor}`, measured.functions[floor].p90, HELD.functionP90[floor]);
  compare(
    "the longest function",
    Math.max(...Object.values(measured.functions).map(({ longest }) => longest)),
    HELD.longestFunction,
  );
  compare("files that are too long", measured.longFiles.length, 0);
  compare("files in the fullest folder", measured.fullFolders[0]?.count ?? 0, HELD.filesInFolder);
  compare("paths written by hand", measured.handWrittenPaths.length, HELD.handWrittenPaths);
  compare("identical routes", measured.identicalRoutes, HELD.identicalRoutes);
  compare("dangling references", measured.danglingReferences.length, HELD.danglingReferences);
  for (const [folder, held] of Object.entries(HELD.subjectless)) {
    const found = measured.subjectless.filter((one) => one.folder === folder);
    compare(`docstrings without a subject in ${folder}`, found.length, held);
  }
  return worse;
}

function print({ measured, tooMuch }) {
  console.table(measured.functions);
  const list = (what, entries, line) => {
    console.log(`${what}: ${entries.length}`);
    for (const entry of entries.slice(0, SHOWN)) console.log(`  ${line(entry)}`);
  };
  list(
    "Functions above 60 lines",
    measured.longFunctions,
    ({ path, line, name, lines }) => `${lines} ${path}:${line} ${name}`,
  );
  list(`Files above ${HELD.longestFile} lines`, measured.longFiles, ({ path, lines }) => `${lines} ${path}`);
  list(
    `Folders above ${HELD.filesInFolder} files`,
    measured.fullFolders,
    ({ path, count }) => `${count} ${path}`,
  );
  list("Docstrings without a subject", measured.subjectless, ({ at }) => at);
  list("Dangling references", measured.danglingReferences, (reference) => reference);
  console.log(`REST paths written by hand in the browser's code: ${measured.handWrittenPaths.length}`);
  console.log(`Identical route files: ${measured.identicalRoutes}`);
  for (const line of tooMuch) console.error(`✗ ${line}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const result = measure();
  print(result);
  process.exit(result.tooMuch.length ? 1 : 0);
}
