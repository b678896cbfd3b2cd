import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { run } from "./run";

// npm run faults [-- --json FILE] [--seed N] [--minutes M] [--only TEXT]: injects random faults into a busy
// workspace. A seed repeats the faults and the messages, but not the exact moment at which a process dies. Exits with
// 1 if anything was lost, doubled, out of order, leaked or diverged.

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    seed: { type: "string" },
    minutes: { type: "string" },
    only: { type: "string" },
  },
});

const report = await run({
  seed: Number(values.seed ?? Math.floor(Math.random() * 2 ** 31)),
  minutes: Number(values.minutes ?? 5),
  only: values.only ?? "",
});
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
const { byFault, violations, ...sums } = report;
console.table(byFault);
console.log(sums);
for (const line of violations) console.log(line);
process.exit(report.verdict === "passed" ? 0 : 1);
