import { expect, test } from "vitest";
import { type Presences, reducePresence } from "./presence";

test("a person missing from the answer is away; nobody else changes", () => {
  const known: Presences = {
    ada: { standing: "online", isQuiet: true },
    bob: { standing: "online", isQuiet: false },
    cyd: { standing: "online", isQuiet: false },
  };
  const items = [{ userId: "ada", standing: "away" as const }];
  expect(reducePresence(known, { type: "read", among: ["ada", "bob"], items })).toEqual({
    ada: { standing: "away", isQuiet: true },
    bob: { standing: "offline", isQuiet: false },
    cyd: { standing: "online", isQuiet: false },
  });
});

test("the last told presence holds, of people in lists too", () => {
  const users = [{ id: "ada", standing: "online" as const, isQuiet: false }];
  const met = reducePresence({}, { type: "met", users });
  const told = reducePresence(met, { type: "told", userId: "ada", standing: "offline", isQuiet: true });
  expect([met.ada?.standing, told.ada]).toEqual(["online", { standing: "offline", isQuiet: true }]);
});
