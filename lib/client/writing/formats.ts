import type { Change, Field } from "./change";
import { markCode, markCodeBlock } from "./code";
import type { Format } from "./format-keys";
import { markLink } from "./link";
import { markLines } from "./mark-lines";
import { wrap } from "./wrap";

/** The change that each format makes. */
export const FORMATS: Record<Format, (field: Field) => Change> = {
  bold: (field) => wrap(field, "**"),
  italic: (field) => wrap(field, "_"),
  strike: (field) => wrap(field, "~~"),
  code: markCode,
  codeBlock: markCodeBlock,
  quote: (field) => markLines(field, "quote"),
  bullets: (field) => markLines(field, "bullets"),
  numbers: (field) => markLines(field, "numbers"),
  tasks: (field) => markLines(field, "tasks"),
  link: markLink,
  spoiler: (field) => wrap(field, "||"),
};
