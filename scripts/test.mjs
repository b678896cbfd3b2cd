// `npm test`: sets up what is missing, then runs every check, also after one has failed, so that one sees all that is
// wrong. Ends with `N passed, M failed`. With --quick only what needs neither a build nor a browser.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireChromium, requireRedis } from "./requirements.mjs";
import { bin, build, prepare, runScript } from "./setup.mjs";

const isQuick = process.argv.includes("--quick");
const reports = mkdtempSync(join(tmpdir(), "parley-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

await runScript(async () => {
  await prepare();
  requireRedis();
  if (!isQuick) await requireChromium();

  // Each of these keeps one core busy. The build comes after the types, because it writes the generated ones anew.
  const checks = await Promise.all([
    inTurn([() => check("Types", types), ...(isQuick ? [] : [() => check("Production build", builds)])]),
    inTurn([
      () => check("Formatting and lint", (say) => run(say, "@biomejs/biome/bin/biome", "check")),
      () => check("Shape of the code", (say) => runFile(say, "scripts/house.mjs")),
      ...(isQuick ? [] : [() => check("Nothing unused", (say) => run(say, "knip/bin/knip.js"))]),
    ]),
  ]);
  finish([
    ...checks.flat(),
    await tests("Tests", unitTests),
    ...(isQuick ? [] : [await tests("In the browser", browserTests)]),
  ]);
});

/** Runs checks one after another. */
async function inTurn(checks) {
  const results = [];
  for (const check of checks) results.push(await check());
  return results;
}

/** Runs one check that passes or not. Its output appears at its end, as others run at the same time. */
async function check(name, passes) {
  const output = [];
  const isGood = await passes((chunk) => output.push(chunk));
  console.log(`\n── ${name}`);
  process.stdout.write(Buffer.concat(output));
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, faults: [] };
}

async function types(say) {
  return (
    (await run(say, "next/dist/bin/next", "typegen")) && (await run(say, "typescript/bin/tsc", "--noEmit"))
  );
}

function builds(say) {
  return build().then(
    () => true,
    (error) => say(Buffer.from(`${error.message}\n`)) && false,
  );
}

/**
 * Runs many tests and counts them from their runner's report. A skipped test counts as failed, because nobody knows
 * that it works.
 */
async function tests(name, execute) {
  console.log(`\n── ${name}`);
  const report = join(reports, `${name}.json`);
  const isGood = await execute(report);
  const { passed, failed, faults } = counted(report);
  return { name, passed, failed: failed || (isGood ? 0 : 1), faults };
}

function unitTests(report) {
  return run(
    null,
    "vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  );
}

function browserTests(report) {
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  return run(null, "@playwright/test/cli.js", "test", "--reporter=list,json");
}

function counted(file) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    return report.stats ? ofPlaywright(report) : ofVitest(report);
  } catch {
    return { passed: 0, failed: 1, faults: [] }; // It broke off before it could write one.
  }
}

function ofVitest({ numTotalTests, numPassedTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const faults = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== "passed")
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages[0] ?? ""}`),
  );
  return {
    passed: numPassedTests,
    failed: numTotalTests - numPassedTests + unloaded.length,
    faults: [...faults, ...unloaded.map(({ name, message }) => `${name}\n${message}`)],
  };
}

function ofPlaywright({ stats, errors, suites }) {
  const specs = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
  const faults = suites.flatMap(specs).filter(({ ok }) => !ok);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
    faults: faults.map(({ file, title }) => `${file}: ${title}`),
  };
}

/** @param say takes the output; null leaves it to the terminal */
function run(say, program, ...args) {
  return runFile(say, bin(program), ...args);
}

function runFile(say, file, ...args) {
  const stdio = say ? ["ignore", "pipe", "pipe"] : "inherit";
  const child = spawn(process.execPath, [file, ...args], { stdio });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", say);
  return new Promise((resolve) => child.on("close", (code) => resolve(code === 0)));
}

function finish(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log("");
  for (const fault of results.flatMap(({ faults }) => faults)) console.log(`✗ ${beginningOf(fault)}`);
  for (const { name, passed, failed } of results)
    console.log(`${failed ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") ? 1 : 0);
}

/** Shortens a fault: at the end of a long output, the failure itself is far above. */
function beginningOf(fault) {
  return fault.split("\n").slice(0, 4).join("\n    ");
}
