import pg from "pg";
import { type BenchPerson, makePeople, makeRooms } from "@/bench/world";
import type { Rng } from "@/tests/support/random";
import { Bot } from "./bot";
import { type FaultEnvironment, openFaultEnvironment } from "./environment";
import { LaterPromises } from "./later";
import { Ledger, Violations } from "./ledger";
import { change } from "./rest";

export const PEOPLE = 12;
export const ROOMS = 4;
/** People who are away, each with a device, and are told of messages that call them. */
const AWAY = 2;
/** Bots that are removed from a room and added again all the time. */
export const GUESTS = 2;

/** A busy workspace: everybody is in every room, and the first person owns all. Some are away. */
export type Scenario = {
  environment: FaultEnvironment;
  rng: Rng;
  owner: BenchPerson;
  roomIds: readonly string[];
  bots: readonly Bot[];
  ledger: Ledger;
  later: LaterPromises;
  violations: Violations;
};

export async function openScenario(rng: Rng): Promise<Scenario> {
  const [environment, ledger, violations] = [await openFaultEnvironment(), new Ledger(), new Violations()];
  const client = new pg.Client(environment.databaseUrl);
  await client.connect();
  const everybody = await makePeople(client, PEOPLE + AWAY);
  const [people, away] = [everybody.slice(0, PEOPLE), everybody.slice(PEOPLE)];
  const roomIds = await makeRooms(
    client,
    Array.from({ length: ROOMS }, () => everybody),
  );
  const { rows } = await client.query<{ username: string }>(
    `SELECT username FROM unnest($1::uuid[]) WITH ORDINALITY AS a (id, n) JOIN "user" u USING (id) ORDER BY n`,
    [away.map(({ userId }) => userId)],
  );
  await client.end();
  const devices = rows.map(({ username }) => username);
  for (const [index, person] of away.entries()) await addDevice(environment, person, devices[index]!);
  const later = new LaterPromises();
  const servers = environment.servers.map(({ url }) => url);
  const bots = people.map((who, index) => {
    const dialect = index % 2 === 0 ? "plain" : "Socket.IO";
    return new Bot({
      person: who,
      format: dialect,
      servers,
      roomIds,
      away: devices,
      later: index < PEOPLE - GUESTS ? later : null,
      calls: later.calls,
      seed: rng.seed + 1_000 * (index + 1),
      ledger,
      violations,
    });
  });
  return { environment, rng, owner: people[0]!, roomIds, bots, ledger, later, violations };
}

/** Gives a person a device, which has their username, and asks for their mentions alone. */
async function addDevice({ servers, pushes }: FaultEnvironment, { token }: BenchPerson, device: string) {
  const { endpoint, ...keys } = pushes.browser(device);
  const asked = [
    await change(servers[0].url, "POST", "/me/push-subscriptions", token, { endpoint, keys }),
    await change(servers[0].url, "PATCH", "/me/notification-settings", token, { level: "mentions" }),
  ];
  if (asked.some((status) => status >= 300 || status === 0))
    throw new Error(`A device was not made: ${asked.join(", ")}`);
}

export async function closeScenario({ bots, environment }: Scenario): Promise<void> {
  for (const bot of bots) bot.end();
  await environment.close();
}
