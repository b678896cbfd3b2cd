import { stemOf } from "../search/words/stem";
import { splitWords, type Word } from "../search/words/words";
import type { NotificationSettingsView } from "../views";

/** A person's keywords, and their name, which may be one. */
export type KeywordSettings = Pick<NotificationSettingsView, "keywords" | "ownName"> & {
  displayName: string;
};

/** A place in a text, in UTF-16 code units. */
type Range = [start: number, end: number];

/**
 * A text in which keywords are looked for, on the server and in a page. It is split once, for the keywords of many people.
 */
export class KeywordText {
  private readonly words: Word[];
  /** Words that follow one another, without parts of words. */
  private readonly run: Word[];
  private readonly stems: Set<string>;

  constructor(private readonly text: string) {
    this.words = splitWords(text);
    this.run = this.words.filter(({ isPart }) => !isPart);
    this.stems = new Set(this.words.map((word) => stemOf(word.text)));
  }

  /** Returns the first keyword that is in the text, or null. */
  find(settings: KeywordSettings): string | null {
    const found = settings.keywords.find((keyword) => this.hits(keyword).length > 0);
    if (found !== undefined) return found;
    return this.hitsOfName(settings).length > 0 ? firstNameOf(settings) : null;
  }

  /** Returns where keywords are in the text. */
  ranges(settings: KeywordSettings): Range[] {
    return [...settings.keywords.flatMap((keyword) => this.hits(keyword)), ...this.hitsOfName(settings)];
  }

  /** Finds a word or phrase in any grammatical form, whatever its case and accents. */
  private hits(keyword: string): Range[] {
    const stems = wordsOfKeyword(keyword).map(({ text }) => stemOf(text));
    if (stems.length === 0 || !stems.every((stem) => this.stems.has(stem))) return [];
    if (stems.length === 1)
      return this.words.filter(({ text }) => stemOf(text) === stems[0]).map(({ at, end }) => [at, end]);
    return this.run.flatMap((first, place): Range[] => {
      const words = this.run.slice(place, place + stems.length);
      const isHit =
        words.length === stems.length && words.every(({ text }, step) => stemOf(text) === stems[step]);
      return isHit ? [[first.at, words.at(-1)!.end]] : [];
    });
  }

  private hitsOfName(settings: KeywordSettings): Range[] {
    if (settings.ownName === "off") return [];
    const name = firstNameOf(settings);
    const hits = this.hits(name);
    if (settings.ownName === "any") return hits;
    return hits.filter(([start, end]) => this.text.slice(start, end) === name);
  }
}

/** Words of a keyword that follow one another. A name with signs, such as `C++`, is one word with them. */
function wordsOfKeyword(keyword: string): Word[] {
  const words = splitWords(keyword.trim());
  const run = words.filter(({ isPart }) => !isPart);
  const whole = words.find(
    ({ isPart, text }) => isPart && run.length === 1 && text.length > run[0]!.text.length,
  );
  return whole ? [whole] : run;
}

const firstNameOf = ({ displayName }: KeywordSettings) => displayName.trim().split(/\s+/u)[0] ?? "";
