import { Chance } from "@/tests/support/random";
import { HAPPENINGS } from "./fault-injections";
import { playRound } from "./round";
import { closeStage, openStage, PEOPLE, ROOMS, type Stage } from "./scenario";

/** How often two things happen at once: one time in so many. */
const TWICE = 4;

type Plan = { seed: number; minutes: number; only: string };
type Happened = { faults: string; times: number; worstRecoverySeconds: number };

/** Has a workspace at work for so many minutes while things happen to it, or until something is wrong. */
export async function run({ seed, minutes, only }: Plan) {
  const luck = new Chance(seed);
  const names = Object.keys(HAPPENINGS).filter((name) => name.includes(only));
  const happened = new Map<string, Happened>();
  const stage = await openStage(luck);
  console.log(`Seed ${seed}: ${PEOPLE} people in ${ROOMS} rooms, two servers`);
  try {
    for (const until = Date.now() + minutes * 60_000; Date.now() < until && stage.wrongs.total === 0; ) {
      const drawn = luck.below(TWICE) === 0 ? [luck.of(names), luck.of(names)] : [luck.of(names)];
      const seconds = await playRound(
        stage,
        drawn.map((name) => HAPPENINGS[name]!),
      );
      const faults = [...drawn].sort().join(", and ");
      note(happened, faults, seconds);
      console.log(
        `${faults}: whole again after ${seconds.toFixed(2)} s, ${stage.ledger.acknowledged} acknowledged`,
      );
    }
  } finally {
    await closeStage(stage);
  }
  return report(seed, stage, [...happened.values()]);
}

function note(happened: Map<string, Happened>, faults: string, seconds: number): void {
  const { times = 0, worstRecoverySeconds = 0 } = happened.get(faults) ?? {};
  const worst = Number(Math.max(worstRecoverySeconds, seconds).toFixed(3));
  happened.set(faults, { faults, times: times + 1, worstRecoverySeconds: worst });
}

function report(seed: number, { ledger, wrongs }: Stage, happened: Happened[]) {
  return {
    seed,
    faults: happened.reduce((sum, { times }) => sum + times, 0),
    acknowledged: ledger.acknowledged,
    ...wrongs.counts,
    worstRecoverySeconds: Math.max(0, ...happened.map(({ worstRecoverySeconds }) => worstRecoverySeconds)),
    verdict: wrongs.total === 0 ? "passed" : "failed",
    happened,
    wrongs: wrongs.lines,
  };
}
