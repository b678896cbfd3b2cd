// Checks references from code and docs to numbered rules, checks, decisions and pages.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

/** Planning pages that are not part of the project. */
const ELSEWHERE = /\b(CONTRACT|DESIGN|REDESIGN|HOUSE|CHECKS|PEERS|STACK|TRAPS)(\.md)?\b/g;

/** Returns `file:line reference` of every reference without a target. */
export function danglingReferences() {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => /\.(tsx?|mjs|md|sql|prisma|css|yml)$/.test(file) && existsSync(file) && !isOwn(file));
  const known = {
    rules: numbersIn("docs/protocol.md", /\*\*(P\d+)\*\*/g),
    checks: numbersIn("docs/checks.md", /^\| ([RS]\d\d) /gm),
    decisions: decisions(),
  };
  return files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => danglingIn(file, line, known).map((what) => `${file}:${index + 1} ${what}`)),
  );
}

/** This file and its test contain such references on purpose. */
const isOwn = (file) => /(^|\/)references\.(mjs|test\.ts)$/.test(file);

function numbersIn(file, pattern) {
  return new Set([...readFileSync(file, "utf8").matchAll(pattern)].map(([, number]) => number));
}

const decisions = () => new Set(readdirSync("docs/decisions").map((name) => Number(name.slice(0, 3))));

/** @returns {string[]} references of this line without a target */
export function danglingIn(file, line, { rules, checks, decisions }) {
  return [
    ...(isCited(file, line) ? all(line, ELSEWHERE) : []),
    ...all(line, /\bP\d{1,2}\b/g).filter((rule) => isCited(file, line) && !rules.has(rule)),
    ...all(line, /\b[RS]\d\d\b/g).filter((check) => isCited(file, line) && !checks.has(check)),
    ...all(line, /\bdecision \d+\b/gi).filter((decision) => !decisions.has(Number(decision.slice(9)))),
    ...all(line, /\bdocs\/[\w/-]+\.md\b/g).filter((page) => !existsSync(page)),
    ...(file.endsWith(".md") ? links(file, line) : []),
  ];
}

const all = (line, pattern) => [...line.matchAll(pattern)].map(([found]) => found);

/** A rule or check is cited in a comment, a page or the name of a test; elsewhere the letters mean something else. */
const isCited = (file, line) =>
  file.endsWith(".md") || /(^|\s)(\/\/|\/?\*|\{\/\*)|\b(test|it|describe)\b.*["`]/.test(line);

function links(file, line) {
  const targets = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target.split("#")[0]);
  return targets.filter(
    (target) => target && !/^[a-z]+:/.test(target) && !existsSync(posix.join(posix.dirname(file), target)),
  );
}
