import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openBenchEnvironment } from "../environment";
import type { Result } from "../result";
import { measureAbsence } from "./absence";
import { measureFirstLoad } from "./first-load";
import { measureFlood } from "./flood";
import { measureImages } from "./images";
import { measureScrolling } from "./scrolling";
import { type BenchSession, openBenchSession } from "./session";
import { measureSlowLoad } from "./slow-load";
import { measureHeap, measureSwitching } from "./switching";
import { measureTyping } from "./typing";

// npm run bench:ui [-- --json FILE] [--only PART,…]: measures one person's browser on this machine, with the server
// and the database on the same cores. Goals are for two cores without a graphics card.

const PARTS: Record<string, (desk: BenchSession) => Promise<Result[]>> = {
  "first-load": measureFirstLoad,
  "slow-load": measureSlowLoad,
  switching: measureSwitching,
  scrolling: measureScrolling,
  images: measureImages,
  flood: measureFlood,
  typing: measureTyping,
  heap: measureHeap,
  absence: () => measureAbsence(environment),
};

const { values } = parseArgs({ options: { json: { type: "string" }, only: { type: "string" } } });
const load = loadavg()[0];
const results: Result[] = [];
const environment = await openBenchEnvironment();
const session = await openBenchSession(environment);
try {
  for (const part of values.only?.split(",") ?? Object.keys(PARTS)) {
    console.log(`Measuring ${part}…`);
    results.push(...((await PARTS[part]?.(session)) ?? []));
  }
} finally {
  console.table(results.map(({ isMet, ...line }) => ({ ...line, met: isMet })));
  await session.close();
  await environment.close();
}

if (values.json) {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load };
  writeFileSync(values.json, JSON.stringify({ machine, results }, null, 2));
}
process.exit(0);
