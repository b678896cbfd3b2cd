import { readMarkdown } from "../markdown/parse";
import { type Mentions, mayMention, mentionsIn } from "./mentions";

/** Parses the mentions of a text. A text without an at-sign is not parsed; the parser limits the work of others. */
export const parseMentions = (text: string): Mentions =>
  mayMention(text) ? mentionsIn(readMarkdown(text)) : { runs: [], here: false, all: false };
