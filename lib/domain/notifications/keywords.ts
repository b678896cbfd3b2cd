import { stemOf } from "@/lib/shared/search/words/stem";
import { splitWords, type Word } from "@/lib/shared/search/words/words";
import type { NotificationSettingsView } from "@/lib/shared/views";

/** A person's keywords, and their name, which may be one. */
export type KeywordSettings = Pick<NotificationSettingsView, "keywords" | "ownName"> & {
  displayName: string;
};

/** A text in which the keywords of many people are looked for. It is split once. */
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
  find({ keywords, ownName, displayName }: KeywordSettings): string | null {
    const found = keywords.find((keyword) => this.has(keyword));
    if (found !== undefined || ownName === "off") return found ?? null;
    const name = firstNameOf(displayName);
    return (ownName === "exact" ? this.hasExactly(name) : this.has(name)) ? name : null;
  }

  /** True if the text has a word or phrase in any grammatical form, whatever its case and accents. */
  private has(keyword: string): boolean {
    const stems = wordsOfKeyword(keyword).map(({ text }) => stemOf(text));
    if (stems.length < 2) return stems.length === 1 && this.stems.has(stems[0] as string);
    return this.run.some((_, at) => stems.every((stem, step) => this.stemAt(at + step) === stem));
  }

  private stemAt(at: number): string | undefined {
    const word = this.run[at];
    return word && stemOf(word.text);
  }

  private hasExactly(name: string): boolean {
    return this.words.some(({ at, end }) => this.text.slice(at, end) === name);
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

const firstNameOf = (displayName: string) => displayName.trim().split(/\s+/u)[0] ?? displayName;
