import { writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchLogIns } from "./log-ins";

// npm run bench [-- --json FILE]: measures a production build on this machine, and says what it did as a table.
// Quote ratios within one run; these numbers are this machine's.

export type Result = { name: string; value: number; unit: string; goal?: string; isMet?: boolean };

const { values } = parseArgs({ options: { json: { type: "string" } } });
const machine = {
  cpu: cpus()[0]?.model ?? "",
  cores: cpus().length,
  memory: totalmem(),
  node: process.version,
  os: release(),
};
const results: Result[] = await benchLogIns();

console.table(results.map(({ name, value, unit, goal, isMet }) => ({ name, value, unit, goal, met: isMet })));
if (values.json)
  writeFileSync(values.json, JSON.stringify({ machine, yardsticks: [], results, ratios: {} }, null, 2));
