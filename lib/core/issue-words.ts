import type { z } from "zod";

/** Names of types in messages for people, for those of Zod that mean something else. */
const TYPES: Record<string, string> = {
  array: "a list",
  boolean: "true or false",
  date: "a date",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "text",
};

const UNITS: Record<string, string> = { array: " items", set: " items", string: " characters" };

/**
 * Returns the message for an issue whose schema has no words of its own. Zod's own words name its types, such as
 * "expected array, received undefined".
 */
export function describeIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "Is needed." : `Must be ${TYPES[issue.expected] ?? issue.expected}.`;
    case "too_big":
      return `Must ${sized(issue.origin)} at most ${issue.maximum}${UNITS[issue.origin] ?? ""}.`;
    case "too_small":
      return `Must ${sized(issue.origin)} at least ${issue.minimum}${UNITS[issue.origin] ?? ""}.`;
    case "invalid_value":
      return `Must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}.`;
    case "not_multiple_of":
      return `Must be a multiple of ${issue.divisor}.`;
    case "invalid_key":
      return "Has a name that is not valid.";
    case "invalid_element":
      return "Has an item that is not valid.";
    default:
      return "Is not valid.";
  }
}

const sized = (origin: string) => (origin in UNITS ? "have" : "be");
