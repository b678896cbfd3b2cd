import { Rng } from "@/tests/support/random";
import { FAULT_INJECTIONS } from "./fault-injections";
import { compareLater, untilAllCame } from "./later";
import { runRound } from "./round";
import { closeScenario, openScenario, PEOPLE, ROOMS, type Scenario } from "./scenario";

/** Two faults coincide one time in so many. */
const PAIR_ODDS = 4;

type Plan = { seed: number; minutes: number; only: string };
type FaultSummary = { faults: string; times: number; worstRecoverySeconds: number };

/** Injects faults into a busy workspace for so many minutes, or until a violation. */
export async function run({ seed, minutes, only }: Plan) {
  const rng = new Rng(seed);
  const names = Object.keys(FAULT_INJECTIONS).filter((name) => name.includes(only));
  const summaries = new Map<string, FaultSummary>();
  const scenario = await openScenario(rng);
  console.log(`Seed ${seed}: ${PEOPLE} people in ${ROOMS} rooms, two servers`);
  try {
    for (
      const until = Date.now() + minutes * 60_000;
      Date.now() < until && scenario.violations.total === 0;
    ) {
      const drawn = rng.below(PAIR_ODDS) === 0 ? [rng.of(names), rng.of(names)] : [rng.of(names)];
      const seconds = await runRound(
        scenario,
        drawn.map((name) => FAULT_INJECTIONS[name]!),
      );
      const faults = [...drawn].sort().join(", and ");
      note(summaries, faults, seconds);
      console.log(
        `${faults}: whole again after ${seconds.toFixed(2)} s, ${scenario.ledger.acknowledged} acknowledged`,
      );
    }
    await untilAllCame(scenario.environment, scenario.violations);
    await compareLater(scenario.environment, scenario.later, scenario.violations);
  } finally {
    await closeScenario(scenario);
  }
  return report(seed, scenario, [...summaries.values()]);
}

function note(summaries: Map<string, FaultSummary>, faults: string, seconds: number): void {
  const { times = 0, worstRecoverySeconds = 0 } = summaries.get(faults) ?? {};
  const worst = Number(Math.max(worstRecoverySeconds, seconds).toFixed(3));
  summaries.set(faults, { faults, times: times + 1, worstRecoverySeconds: worst });
}

function report(seed: number, { ledger, later, violations }: Scenario, summaries: FaultSummary[]) {
  return {
    seed,
    faults: summaries.reduce((sum, { times }) => sum + times, 0),
    acknowledged: ledger.acknowledged,
    scheduled: later.scheduled.length,
    reminders: later.reminders.length,
    pushes: later.calls.length,
    ...violations.counts,
    worstRecoverySeconds: Math.max(0, ...summaries.map(({ worstRecoverySeconds }) => worstRecoverySeconds)),
    verdict: violations.total === 0 ? "passed" : "failed",
    byFault: summaries,
    violations: violations.lines,
  };
}
