/** A word as the list of its forms. */
type Lexeme = readonly string[];

/** Words of a language in three parts, each with the most frequent first. */
export type Vocabulary = {
  /** Words that are not inflected: most of them are stop words. */
  fixed: readonly Lexeme[];
  /** Nouns, verbs and adjectives of a company's work. */
  inflected: readonly Lexeme[];
  /** Rare words, made of prefixes, roots and suffixes. They need not mean anything. */
  made: readonly Lexeme[];
};
