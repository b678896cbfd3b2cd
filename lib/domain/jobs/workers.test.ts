import { expect, test } from "vitest";
import en from "@/lib/shared/i18n/en.json";
import ru from "@/lib/shared/i18n/ru.json";
import { JOBS } from "./workers";

test("every kind of job has one definition, and words in both languages", () => {
  const kinds = JOBS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  for (const { jobs } of [en, ru]) {
    const named = Object.entries(jobs.kinds).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    );
    expect(named.sort()).toEqual([...kinds].sort());
  }
});
