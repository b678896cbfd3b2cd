import { writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchAbuse } from "./abuse";
import { type BenchEnvironment, openBenchEnvironment } from "./environment";
import { benchFanOut, type FanOut } from "./fan-out";
import { benchFiles } from "./files";
import { benchGrowth } from "./growth";
import { benchIdle } from "./idle";
import { benchLogIns } from "./log-ins";
import { benchPush } from "./push/push";
import { benchRest } from "./rest";
import type { Result } from "./result";
import { benchRelevance } from "./search/relevance";
import { benchSearch } from "./search/search";
import { benchWorkingDay } from "./working-day";

// npm run bench [-- --json FILE] [--full] [--only PART,…] [--messages N]: measures a production build on this machine, and
// prints a table. Quote ratios within one run; absolute numbers depend on the machine. --full adds long measurements.
// --messages is the size of the history that is searched.

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    full: { type: "boolean" },
    only: { type: "string" },
    messages: { type: "string" },
  },
});
const LARGE = values.full ? 2_000_000 : 200_000;
const SEARCHED = Number(values.messages ?? (values.full ? 10_000_000 : 1_000_000));

const machine = {
  cpu: cpus()[0]?.model ?? "",
  cores: cpus().length,
  memory: totalmem(),
  node: process.version,
  os: release(),
  /** Load of the machine at the beginning: processes that wanted a core. */
  load: loadavg()[0],
};

let fanOut: FanOut = { baselines: [], results: [], ratios: {} };

const PARTS: Record<string, (place: BenchEnvironment) => Promise<Result[]>> = {
  "fan-out": async (place) => {
    fanOut = await benchFanOut(place);
    return fanOut.results;
  },
  "working-day": benchWorkingDay,
  abuse: benchAbuse,
  files: benchFiles,
  growth: (place) => benchGrowth(place, LARGE),
  "log-ins": () => benchLogIns(),
  push: benchPush,
  rest: benchRest,
  search: async (place) => [...(await benchRelevance(place)), ...(await benchSearch(place, SEARCHED))],
  ...(values.full && { idle: benchIdle }),
};

const wanted = values.only?.split(",") ?? Object.keys(PARTS);
const results: Result[] = [];
const environment = await openBenchEnvironment();
try {
  for (const part of wanted) {
    console.log(`Measuring ${part}…`);
    results.push(...((await PARTS[part]?.(environment)) ?? []));
  }
} finally {
  await environment.close();
}

console.table([...fanOut.baselines, ...results].map(({ isMet, ...line }) => ({ ...line, met: isMet })));
if (values.json) {
  const { baselines, ratios } = fanOut;
  writeFileSync(values.json, JSON.stringify({ machine, baselines, results, ratios }, null, 2));
}
process.exit(0);
