import { expect, test } from "vitest";
import { StaggeredRounds } from "./staggered-rounds";

const IDS = Array.from({ length: 1_000 }, (_, i) => `person ${i}`);

test("each id has one slot in a round, and slots share the ids", () => {
  const carousel = new StaggeredRounds(100);
  for (const id of IDS) carousel.add(id);
  const turns = Array.from({ length: 100 }, () => carousel.next());
  expect(turns.flat().toSorted()).toEqual(IDS.toSorted());
  expect(Math.max(...turns.map(({ length }) => length))).toBeLessThan(50);
});

test("a removed id has no slot, and others keep theirs", () => {
  const carousel = new StaggeredRounds(10);
  for (const id of IDS) carousel.add(id);
  const before = Array.from({ length: 10 }, () => carousel.next());
  for (const id of IDS.slice(0, 500)) carousel.remove(id);
  const after = Array.from({ length: 10 }, () => carousel.next());
  for (const [turn, ids] of after.entries())
    expect(ids).toEqual(before[turn]!.filter((id) => IDS.indexOf(id) >= 500));
});
