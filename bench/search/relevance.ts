import { ENGLISH_QUERIES, type JudgedQuery, RUSSIAN_QUERIES } from "@/tests/support/relevance/judged-queries";
import { ndcg } from "@/tests/support/relevance/ndcg";
import { writeCorpus } from "@/tests/support/relevance/write-corpus";
import type { BenchEnvironment } from "../environment";
import { type Result, result } from "../result";
import { makePeople } from "../world";
import { untilIndexed } from "./index-state";

/** Asks the judged queries over REST and computes nDCG@10 of both orders. */
export async function benchRelevance(place: BenchEnvironment): Promise<Result[]> {
  const url = await place.database("relevance");
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const db = await place.connect(url);
  const [anna] = await makePeople(db, 1);
  const keys = await writeCorpus(db, anna!.userId);
  await untilIndexed(db);
  const find = async (q: string, sort: string) => {
    const response = await fetch(
      `${parley.url}/api/v1/search?${new URLSearchParams({ q, sort, limit: "10" })}`,
      { headers: { authorization: `Bearer ${anna!.token}` } },
    );
    if (!response.ok) throw new Error(`${q} was answered with ${response.status}: ${await response.text()}`);
    const { items } = (await response.json()) as { items: { message: { id: string } }[] };
    return items.map(({ message }) => keys.get(message.id) ?? "");
  };
  const lines: Result[] = [];
  for (const [language, queries] of [
    ["Russian", RUSSIAN_QUERIES],
    ["English", ENGLISH_QUERIES],
  ] as const)
    for (const sort of ["best", "newest"])
      lines.push(
        result(
          `nDCG@10 of ${queries.length} judged ${language} queries, ${sort} first`,
          await mean(queries, (q) => find(q, sort)),
          "",
        ),
      );
  await parley.stop();
  return lines;
}

async function mean(
  queries: readonly JudgedQuery[],
  find: (q: string) => Promise<string[]>,
): Promise<number> {
  let sum = 0;
  for (const { q, grades } of queries) sum += ndcg(await find(q), grades);
  return sum / queries.length;
}
