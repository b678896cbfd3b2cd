import type pg from "pg";
import type { Parley } from "@/e2e/server";
import { Rng } from "@/tests/support/random";
import type { BenchEnvironment } from "../environment";
import { percentile } from "../percentile";
import { median, type Result, result } from "../result";
import { fillHistory } from "./history";
import { sizes, untilIndexed, waiting, withoutUpkeep } from "./index-state";
import { likeSearch, makePlainIndex, plainIndexBytes, textSearch } from "./plain-search";
import { type Answer, ask, rounds } from "./searches";
import { type Acks, type Senders, startSenders } from "./senders";
import { type Actor, makeWorkspace, signIn } from "./workspace";

const SENDERS = 100;
const PER_SECOND = 400;
const BLOCKS = 4;
const CALM_MS = 10_000;
/** Of all queries, in each block: a thousand answers in all. */
const ROUNDS = 5;
/** One searcher types or turns pages without end: twenty queries a second. */
const EVERY_MS = 50;
const MiB = 1024 * 1024;

/**
 * Measures search in a workspace of two years: 500 rooms of which the searcher is in 60, while 400 messages a second are
 * sent. Then PostgreSQL's text search and ILIKE on the same rows.
 * @param count messages
 */
export async function benchSearch(place: BenchEnvironment, count: number): Promise<Result[]> {
  const url = await place.database("search");
  const db = await place.connect(url);
  const empty = await place.serve(url);
  await empty.stop();
  const { workspace, filled } = await fill(db, count);
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const indexed = await untilIndexed(db);
  await db.query("VACUUM ANALYZE");
  const space = await spaceLines(db);
  const [searcher, ...others] = (await signIn(db, workspace, SENDERS + 1)) as [Actor, ...Actor[]];
  await warmUp(parley, searcher);
  const senders = await startSenders(parley, others, PER_SECOND);
  const measured = await measure({ parley, db, searcher, senders });
  const plain = await plainLines(db, searcher, senders);
  await senders.close();
  await parley.stop();
  return [
    result(`${count.toLocaleString("en")} messages of 500 rooms: written`, count / filled, "messages/s"),
    result("indexed by the job for old messages", count / indexed, "messages/s"),
    ...space,
    ...measured,
    ...plain,
  ];
}

async function fill(db: pg.Client, count: number) {
  const began = performance.now();
  const workspace = await makeWorkspace(db);
  await fillHistory(db, workspace, count);
  return { workspace, filled: (performance.now() - began) / 1_000 };
}

async function spaceLines(db: pg.Client): Promise<Result[]> {
  const { heap, messages, index, words, search } = await sizes(db);
  return [
    result("messages, without their indexes", heap / MiB, "MiB"),
    result("messages, with their indexes", messages / MiB, "MiB"),
    result("search index (GIN)", index / MiB, "MiB"),
    result("vocabulary, with its indexes", words / MiB, "MiB"),
    result("all tables of search, with their indexes", search / MiB, "MiB"),
    result("index and vocabulary, against messages without their indexes", (index + words) / heap, "times"),
    result("index and vocabulary, against messages with their indexes", (index + words) / messages, "times", {
      most: 0.6,
    }),
  ];
}

/** Asks each query twice, and says what it found: a query without hits measures nothing. */
async function warmUp(parley: Parley, searcher: Actor): Promise<void> {
  const answers = await rounds(new Rng(5), { count: 2, everyMs: 0 }, (query) => ask(parley, searcher, query));
  console.table(
    answers.slice(answers.length / 2).map(({ query, total, ms, isPartial }) => ({
      ...{ kind: query.kind, query: query.q, total, ms: Math.round(ms * 10) / 10, isPartial },
    })),
  );
}

type World = { parley: Parley; db: pg.Client; searcher: Actor; senders: Senders };

/** Measures in turn, so that other load of the machine affects all alike: sends alone, unindexed, and beside searches. */
async function measure({ parley, db, searcher, senders }: World): Promise<Result[]> {
  const rng = new Rng(6);
  const calm: Acks[] = [];
  const unindexed: Acks[] = [];
  const beside: Acks[] = [];
  const answers: Answer[] = [];
  const behind: number[] = [];
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, CALM_MS));
  for (let block = 0; block < BLOCKS; block++) {
    calm.push((await senders.during(pause)).acks);
    const { value, acks } = await senders.during(() =>
      rounds(rng, { count: ROUNDS, everyMs: EVERY_MS }, (query) => ask(parley, searcher, query)),
    );
    beside.push(acks);
    behind.push(await waiting(db));
    answers.push(...value);
    unindexed.push(await withoutUpkeep(db, async () => (await senders.during(pause)).acks));
  }
  return [
    ...answerLines(answers),
    ...sendLines({ calm, beside, unindexed }),
    result("new messages that wait to be indexed", Math.max(...behind), "messages", { most: PER_SECOND }),
  ];
}

function answerLines(answers: readonly Answer[]): Result[] {
  const times = answers.map(({ ms }) => ms);
  const byKind = Map.groupBy(answers, ({ query }) => query.kind);
  const slowest = answers.toSorted((a, b) => b.ms - a.ms).slice(0, 10);
  console.table(slowest.map(({ query, ms, total, isPartial }) => ({ query: query.q, ms, total, isPartial })));
  return [
    result("search, p50", percentile(times, 0.5), "ms", { most: 15 }),
    result("search, p95", percentile(times, 0.95), "ms"),
    result("search, p99", percentile(times, 0.99), "ms", { most: 60 }),
    result("search, slowest", Math.max(...times), "ms", { most: 200 }),
    result(
      "search, answers cut by their time limit",
      answers.filter(({ isPartial }) => isPartial).length,
      "",
    ),
    ...[...byKind].flatMap(([kind, some]) =>
      spread(
        `search, ${kind}`,
        some.map(({ ms }) => ms),
      ),
    ),
  ];
}

const spread = (name: string, times: readonly number[]): Result[] => [
  result(`${name}, p50`, percentile([...times], 0.5), "ms"),
  result(`${name}, p99`, percentile([...times], 0.99), "ms"),
];

function sendLines(acks: { calm: Acks[]; beside: Acks[]; unindexed: Acks[] }): Result[] {
  const { calm, beside, unindexed } = acks;
  const of = (some: Acks[], pick: keyof Acks) => median(some.map((one) => one[pick]));
  const against = (some: Acks[], others: Acks[], pick: keyof Acks) =>
    median(some.map((one, block) => one[pick] / others[block]![pick]));
  return [
    result("sends meanwhile", of(beside, "perSecond"), "messages/s"),
    result("send to acknowledgement, p50, nobody searches", of(calm, "p50"), "ms"),
    result("send to acknowledgement, p99, nobody searches", of(calm, "p99"), "ms"),
    result("send to acknowledgement, p50, beside searches", of(beside, "p50"), "ms"),
    result("send to acknowledgement, p99, beside searches", of(beside, "p99"), "ms"),
    result("p50 beside searches against none", against(beside, calm, "p50"), "times", { most: 1.1 }),
    result("p99 beside searches against none", against(beside, calm, "p99"), "times"),
    result("send to acknowledgement, p50, not indexed", of(unindexed, "p50"), "ms"),
    result("send to acknowledgement, p99, not indexed", of(unindexed, "p99"), "ms"),
    result("p50 indexed against not indexed", against(calm, unindexed, "p50"), "times", { most: 1.1 }),
    result("p99 indexed against not indexed", against(calm, unindexed, "p99"), "times"),
  ];
}

/** Runs the queries by text search, with its index, and by ILIKE, while messages are sent. */
async function plainLines(db: pg.Client, { userId }: Actor, senders: Senders): Promise<Result[]> {
  await makePlainIndex(db);
  await db.query("VACUUM ANALYZE message");
  const lines = [result("text search: index", (await plainIndexBytes(db)) / MiB, "MiB")];
  const kinds = [
    { name: "text search", make: textSearch, count: ROUNDS },
    { name: "ILIKE", make: likeSearch, count: 2 },
  ];
  for (const { name, make, count } of kinds) {
    const run = async (query: { plain: Parameters<typeof make>[0] | null }) => {
      const statement = query.plain && make(query.plain, userId);
      if (!statement) return null;
      const began = performance.now();
      await db.query(statement);
      return performance.now() - began;
    };
    const warm = await rounds(new Rng(7), { count: 1, everyMs: 0 }, run);
    const { value } = await senders.during(() => rounds(new Rng(8), { count, everyMs: 0 }, run));
    const times = value.filter((ms) => ms !== null);
    lines.push(
      result(
        `${name}: queries of the fifty that it can express`,
        warm.filter((ms) => ms !== null).length,
        "",
      ),
      result(`${name}, p50`, percentile(times, 0.5), "ms"),
      result(`${name}, p99`, percentile(times, 0.99), "ms"),
      result(`${name}, slowest`, Math.max(...times), "ms"),
    );
  }
  return lines;
}
