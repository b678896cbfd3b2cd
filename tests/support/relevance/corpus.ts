import { ENGLISH_TOPICS } from "./english-topics";
import { RUSSIAN_TOPICS } from "./russian-topics";
import { SMALL_TALK } from "./small-talk";

/** A message of the company whose searches are judged. Its asker is Anna. */
export type CorpusMessage = { key: string; room: string; author: string; text: string; sentAt: Date };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Returns all messages in the order of their times.
 * @param now the time that their ages are counted from
 */
export function relevanceCorpus(now: Date): CorpusMessage[] {
  return Object.entries({ ...RUSSIAN_TOPICS, ...ENGLISH_TOPICS, ...SMALL_TALK })
    .flatMap(([topic, { room, daysAgo, lines }]) =>
      lines
        .trim()
        .split("\n")
        .map((line, index) => {
          const colon = line.indexOf(":");
          const age = daysAgo * DAY_MS + (60 - index) * MINUTE_MS;
          return {
            ...{ key: `${topic}.${index + 1}`, room, author: line.slice(0, colon) },
            ...{ text: line.slice(colon + 2), sentAt: new Date(now.getTime() - age) },
          };
        }),
    )
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
}
