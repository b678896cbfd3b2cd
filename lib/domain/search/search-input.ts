import { z } from "zod";
import { LIMITS } from "@/lib/shared/limits";
import { HAS_VALUES, IS_VALUES, isDayText, isInstantText } from "@/lib/shared/search/parse-query";
import { asTimeZone } from "@/lib/shared/time-zone";
import { cursor, limit, reference, text } from "../fields";

const NO_DAY = { error: "Must be a day such as 2027-01-31, or a word such as yesterday." };
const day = z.string().refine(isDayText, NO_DAY).optional();
const dayOrTime = z
  .string()
  .refine((value) => isDayText(value) || isInstantText(value), NO_DAY)
  .optional();

const SORTS = ["newest", "best"] as const;

/** Fields of a search; in the text `q` the same filters can stand. */
export const searchInput = z.object({
  q: text({ max: LIMITS.searchQueryLength }).optional(),
  room: reference.optional(),
  from: reference.optional(),
  in: reference.optional(),
  mentions: reference.optional(),
  before: dayOrTime,
  after: dayOrTime,
  on: day,
  has: z.enum(HAS_VALUES, { error: `Must be one of ${HAS_VALUES.join(", ")}.` }).optional(),
  is: z.enum(IS_VALUES, { error: `Must be one of ${IS_VALUES.join(", ")}.` }).optional(),
  filename: text({ min: 1, max: LIMITS.queryLength }).optional(),
  timeZone: text({ max: 64 }).transform(asTimeZone).optional(),
  sort: z.enum(SORTS, { error: `Must be one of ${SORTS.join(", ")}.` }).default("newest"),
  cursor,
  limit,
});
export type SearchInput = z.output<typeof searchInput>;
