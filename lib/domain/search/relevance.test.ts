import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { ENGLISH_QUERIES, type JudgedQuery, RUSSIAN_QUERIES } from "@/tests/support/relevance/judged-queries";
import { ndcg } from "@/tests/support/relevance/ndcg";
import { writeCorpus } from "@/tests/support/relevance/write-corpus";
import { indexed } from "@/tests/support/searching";
import { type Person, person } from "@/tests/support/world";
import { searchMessages } from "./search-messages";

testDatabase({ rateFactor: 1_000 });

let anna: Person;
let keys: Map<string, string>;

beforeAll(async () => {
  anna = await person("Anna");
  keys = await writeCorpus(pool(), anna.userId);
  await indexed();
});

/** Values that were reached, less 0.01. They may only rise. */
const FLOORS = { russian: 0.929, english: 0.94 };

test.each([
  ["Russian", RUSSIAN_QUERIES, FLOORS.russian],
  ["English", ENGLISH_QUERIES, FLOORS.english],
] as const)(
  "judged %s queries find the best answers first",
  async (language, queries, floor) => {
    const best = await judge(queries, "best");
    const newest = await judge(queries, "newest");
    console.info(
      `nDCG@10 of ${queries.length} ${language} queries: ${meanOf(best)} best first, ${meanOf(newest)} newest first`,
    );
    for (const { q, value, found } of best)
      if (value < 0.9) console.info(`  ${value.toFixed(2)} ${q}: ${found.join(" ")}`);
    expect(meanOf(best)).toBeGreaterThanOrEqual(floor);
  },
  60_000,
);

type Judgement = { q: string; value: number; found: string[] };

async function judge(queries: readonly JudgedQuery[], sort: "best" | "newest"): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const { q, grades } of queries) {
    const { items } = await searchMessages(anna, { q, sort, limit: 10 });
    const found = items.map(({ message }) => keys.get(message.id) ?? "");
    judgements.push({ q, found, value: ndcg(found, grades) });
  }
  return judgements;
}

const meanOf = (judgements: readonly Judgement[]) =>
  Math.round((judgements.reduce((sum, { value }) => sum + value, 0) / judgements.length) * 1_000) / 1_000;
