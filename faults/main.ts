import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { run } from "./run";

// npm run faults [-- --json FILE] [--seed N] [--minutes M] [--only TEXT]: a workspace at work, to which everything
// happens that befalls servers, by chance. The same seed draws the same happenings and the same words; when exactly a
// process dies is the machine's affair. Ends with 1 when anything was lost, doubled, out of order, leaked or not whole.

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
const { happened, wrongs, ...sums } = report;
console.table(happened);
console.log(sums);
for (const line of wrongs) console.log(line);
process.exit(report.verdict === "passed" ? 0 : 1);
