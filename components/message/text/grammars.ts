import type { LanguageFn } from "highlight.js";
import { createLowlight } from "lowlight";

type Grammar = {
  load: () => Promise<{ default: LanguageFn }>;
  /** Other names of the language. */
  also?: readonly string[];
  /** Languages embedded in it. */
  within?: readonly string[];
};

// Each grammar is a separate script. A page loads those of the languages it shows.
const GRAMMARS: Readonly<Record<string, Grammar>> = {
  arduino: { load: () => import("highlight.js/lib/languages/arduino"), also: ["ino"] },
  bash: { load: () => import("highlight.js/lib/languages/bash"), also: ["sh", "zsh"] },
  c: { load: () => import("highlight.js/lib/languages/c"), also: ["h"] },
  cpp: { load: () => import("highlight.js/lib/languages/cpp"), also: ["c++", "cc", "cxx", "hpp", "hh"] },
  csharp: { load: () => import("highlight.js/lib/languages/csharp"), also: ["cs", "c#"] },
  css: { load: () => import("highlight.js/lib/languages/css") },
  diff: { load: () => import("highlight.js/lib/languages/diff"), also: ["patch"] },
  dockerfile: { load: () => import("highlight.js/lib/languages/dockerfile"), also: ["docker"] },
  go: { load: () => import("highlight.js/lib/languages/go"), also: ["golang"] },
  graphql: { load: () => import("highlight.js/lib/languages/graphql"), also: ["gql"] },
  ini: { load: () => import("highlight.js/lib/languages/ini"), also: ["toml"] },
  java: { load: () => import("highlight.js/lib/languages/java"), also: ["jsp"] },
  javascript: {
    load: () => import("highlight.js/lib/languages/javascript"),
    also: ["js", "jsx", "mjs", "cjs"],
  },
  json: { load: () => import("highlight.js/lib/languages/json"), also: ["jsonc", "json5"] },
  kotlin: { load: () => import("highlight.js/lib/languages/kotlin"), also: ["kt", "kts"] },
  less: { load: () => import("highlight.js/lib/languages/less") },
  lua: { load: () => import("highlight.js/lib/languages/lua") },
  makefile: { load: () => import("highlight.js/lib/languages/makefile"), also: ["mk", "mak", "make"] },
  markdown: { load: () => import("highlight.js/lib/languages/markdown"), also: ["md"], within: ["xml"] },
  nginx: { load: () => import("highlight.js/lib/languages/nginx"), also: ["nginxconf"] },
  objectivec: { load: () => import("highlight.js/lib/languages/objectivec"), also: ["objc", "mm"] },
  perl: { load: () => import("highlight.js/lib/languages/perl"), also: ["pl", "pm"] },
  php: { load: () => import("highlight.js/lib/languages/php") },
  "php-template": {
    load: () => import("highlight.js/lib/languages/php-template"),
    within: ["xml", "php"],
  },
  plaintext: { load: () => import("highlight.js/lib/languages/plaintext"), also: ["text", "txt"] },
  powershell: { load: () => import("highlight.js/lib/languages/powershell"), also: ["ps", "ps1", "pwsh"] },
  python: { load: () => import("highlight.js/lib/languages/python"), also: ["py", "gyp", "ipython"] },
  "python-repl": {
    load: () => import("highlight.js/lib/languages/python-repl"),
    also: ["pycon"],
    within: ["python"],
  },
  r: { load: () => import("highlight.js/lib/languages/r") },
  ruby: { load: () => import("highlight.js/lib/languages/ruby"), also: ["rb", "gemspec", "irb"] },
  rust: { load: () => import("highlight.js/lib/languages/rust"), also: ["rs"] },
  scss: { load: () => import("highlight.js/lib/languages/scss") },
  shell: {
    load: () => import("highlight.js/lib/languages/shell"),
    also: ["console", "shellsession"],
    within: ["bash"],
  },
  sql: { load: () => import("highlight.js/lib/languages/sql") },
  swift: { load: () => import("highlight.js/lib/languages/swift") },
  typescript: {
    load: () => import("highlight.js/lib/languages/typescript"),
    also: ["ts", "tsx", "mts", "cts"],
  },
  vbnet: { load: () => import("highlight.js/lib/languages/vbnet"), also: ["vb"] },
  wasm: { load: () => import("highlight.js/lib/languages/wasm") },
  xml: {
    load: () => import("highlight.js/lib/languages/xml"),
    also: ["html", "xhtml", "rss", "atom", "xsd", "xsl", "plist", "svg"],
    within: ["css", "javascript"],
  },
  yaml: { load: () => import("highlight.js/lib/languages/yaml"), also: ["yml"] },
};

/** The languages with highlighting, by their highlight.js names. */
export const LANGUAGES: readonly string[] = Object.keys(GRAMMARS);

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(GRAMMARS).flatMap(([name, { also = [] }]) => [name, ...also].map((each) => [each, name])),
);

const lowlight = createLowlight();
const loading = new Map<string, Promise<void>>();

/** Finds a language by one of its names, in any case; null if it is unknown. */
export const languageOf = (called: string): string | null => NAMES.get(called.toLowerCase()) ?? null;

/** Returns whether a language's grammar is loaded. */
export const hasGrammar = (language: string): boolean => lowlight.registered(language);

/** Loads a language's grammar once. Rejects on failure; the next call tries again. */
export function loadGrammar(language: string): Promise<void> {
  const known = loading.get(language);
  if (known) return known;
  const coming = fetchGrammar(language).catch((error: unknown) => {
    loading.delete(language);
    throw error;
  });
  loading.set(language, coming);
  return coming;
}

async function fetchGrammar(language: string): Promise<void> {
  const grammar = GRAMMARS[language];
  if (!grammar) return;
  const [{ default: read }] = await Promise.all([grammar.load(), ...(grammar.within ?? []).map(loadGrammar)]);
  lowlight.register(language, read);
}

/** Highlights code. Returns a tree; throws if the grammar fails. */
export const colour = (language: string, code: string) => lowlight.highlight(language, code);
