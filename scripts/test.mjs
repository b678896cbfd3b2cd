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

  const results = [
    await check(
      "Types",
      async () => (await run("next/dist/bin/next", "typegen")) && run("typescript/bin/tsc", "--noEmit"),
    ),
    await check("Formatting and lint", () => run("@biomejs/biome/bin/biome", "check")),
    await check("Shape of the code", () => runFile("scripts/house.mjs")),
    ...(isQuick ? [] : [await check("Nothing unused", () => run("knip/bin/knip.js"))]),
    await tests("Tests", unitTests),
    ...(isQuick
      ? []
      : [await check("Production build", succeeded(build)), await tests("In the browser", browserTests)]),
  ];
  finish(results);
});

/** Runs one check that passes or not. */
async function check(name, passes) {
  console.log(`\n── ${name}`);
  const isGood = await passes();
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, faults: [] };
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
    "vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  );
}

function browserTests(report) {
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  return run("@playwright/test/cli.js", "test", "--reporter=list,json");
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

function succeeded(act) {
  return () =>
    act().then(
      () => true,
      (error) => console.error(error.message) ?? false,
    );
}

function run(program, ...args) {
  return runFile(bin(program), ...args);
}

function runFile(file, ...args) {
  const child = spawn(process.execPath, [file, ...args], { stdio: "inherit" });
  return new Promise((resolve) => child.on("exit", (code) => resolve(code === 0)));
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
