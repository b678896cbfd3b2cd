import { parseMentions } from "@/lib/shared/mentions";

/** The first few names that a text calls, each without punctuation after it; those for everybody are not among them. */
export function namesIn(text: string, most: number): string[] {
  const { runs } = parseMentions(text);
  const likely = runs.map((run) => run.find((key) => !/[._-]$/.test(key)) ?? run[0] ?? "");
  return [...new Set(likely)].filter(Boolean).slice(0, most);
}
