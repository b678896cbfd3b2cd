import { expect, test } from "vitest";
import { z } from "zod";
import { DomainError } from "./errors";
import { parse } from "./parse";

const schema = z.strictObject({
  ids: z.array(z.string()).max(2),
  size: z.number().max(10).optional(),
  kind: z.enum(["open", "closed"]).optional(),
  rooms: z.record(z.uuid(), z.int()).optional(),
  named: z.string({ error: "Must be a name." }).optional(),
});

function errorsOf(input: unknown) {
  try {
    parse(schema, input);
  } catch (error) {
    if (DomainError.is(error)) return error.refusal.errors;
  }
  return null;
}

test.each([
  [{}, { path: "ids", message: "Is needed.", reason: "required" }],
  [{ ids: "a" }, { path: "ids", message: "Must be a list.", reason: "invalid" }],
  [{ ids: [1] }, { path: "ids.0", message: "Must be text.", reason: "invalid" }],
  [
    { ids: ["a", "b", "c"] },
    { path: "ids", message: "Must have at most 2 items.", reason: "too_long", limit: 2 },
  ],
  [
    { ids: [], size: 11 },
    { path: "size", message: "Must be at most 10.", reason: "too_long", limit: 10 },
  ],
  [
    { ids: [], kind: "x" },
    { path: "kind", message: 'Must be "open" or "closed".', reason: "invalid" },
  ],
  [
    { ids: [], rooms: { x: 1 } },
    { path: "rooms.x", message: "Has a name that is not valid.", reason: "invalid" },
  ],
  [
    { ids: [], named: 1 },
    { path: "named", message: "Must be a name.", reason: "invalid" },
  ],
  [
    { ids: [], other: 1 },
    { path: "other", message: "Is not a known field.", reason: "unknown_field" },
  ],
])("%j is refused in plain words", (input, error) => {
  expect(errorsOf(input)).toEqual([error]);
});
