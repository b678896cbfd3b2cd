import pg from "pg";
import { type BenchPerson, makePeople, makeRooms } from "@/bench/world";
import type { Rng } from "@/tests/support/random";
import { Bot } from "./bot";
import { type FaultEnvironment, openFaultEnvironment } from "./environment";
import { Ledger, Violations } from "./ledger";

export const PEOPLE = 12;
export const ROOMS = 4;

/** A busy workspace: everybody is in every room, and the first person owns all. */
export type Scenario = {
  environment: FaultEnvironment;
  rng: Rng;
  owner: BenchPerson;
  roomIds: readonly string[];
  bots: readonly Bot[];
  ledger: Ledger;
  violations: Violations;
};

export async function openScenario(rng: Rng): Promise<Scenario> {
  const [environment, ledger, violations] = [await openFaultEnvironment(), new Ledger(), new Violations()];
  const client = new pg.Client(environment.databaseUrl);
  await client.connect();
  const people = await makePeople(client, PEOPLE);
  const roomIds = await makeRooms(
    client,
    Array.from({ length: ROOMS }, () => people),
  );
  await client.end();
  const servers = environment.servers.map(({ url }) => url);
  const bots = people.map((who, index) => {
    const dialect = index % 2 === 0 ? "plain" : "Socket.IO";
    return new Bot({
      person: who,
      format: dialect,
      servers,
      seed: rng.seed + 1_000 * (index + 1),
      ledger,
      violations,
    });
  });
  return { environment, rng, owner: people[0]!, roomIds, bots, ledger, violations };
}

export async function closeScenario({ bots, environment }: Scenario): Promise<void> {
  for (const bot of bots) bot.end();
  await environment.close();
}
