import pg from "pg";
import { makePeople, makeRooms, type Somebody } from "@/bench/world";
import type { Chance } from "@/tests/support/random";
import { Bot } from "./bot";
import { openPlace, type Place } from "./environment";
import { Ledger, Wrongs } from "./ledger";

export const PEOPLE = 12;
export const ROOMS = 4;

/** A workspace in use: everybody is in every room, the first of them owns all. */
export type Stage = {
  place: Place;
  luck: Chance;
  owner: Somebody;
  roomIds: readonly string[];
  bots: readonly Bot[];
  ledger: Ledger;
  wrongs: Wrongs;
};

export async function openStage(luck: Chance): Promise<Stage> {
  const [place, ledger, wrongs] = [await openPlace(), new Ledger(), new Wrongs()];
  const client = new pg.Client(place.databaseUrl);
  await client.connect();
  const people = await makePeople(client, PEOPLE);
  const roomIds = await makeRooms(
    client,
    Array.from({ length: ROOMS }, () => people),
  );
  await client.end();
  const servers = place.servers.map(({ url }) => url);
  const bots = people.map((who, index) => {
    const dialect = index % 2 === 0 ? "plain" : "Socket.IO";
    return new Bot({ who, dialect, servers, seed: luck.seed + 1_000 * (index + 1), ledger, wrongs });
  });
  return { place, luck, owner: people[0]!, roomIds, bots, ledger, wrongs };
}

export async function closeStage({ bots, place }: Stage): Promise<void> {
  for (const bot of bots) bot.end();
  await place.close();
}
