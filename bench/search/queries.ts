/** Classes of the published queries. */
type QueryKind =
  | "rare word"
  | "medium word"
  | "common word"
  | "several words"
  | "phrase of rare words"
  | "phrase of common words"
  | "part of a word"
  | "prefix"
  | "Cyrillic forms"
  | "Chinese, Japanese"
  | "term"
  | "operators"
  | "negation";

/** The same question for other kinds of search: see plain-search.ts. `after` is included, `before` is not; both are UTC. */
export type PlainQuery = {
  /** For websearch_to_tsquery. */
  words?: string;
  /** For to_tsquery, as a prefix. */
  prefix?: string;
  /** For ILIKE, each between two percent signs. */
  parts?: string[];
  not?: string[];
  from?: string;
  in?: string;
  after?: string;
  before?: string;
};

/** A query as a person types it. `plain` is null where words and parts cannot express it. */
export type PublishedQuery = { kind: QueryKind; q: string; plain: PlainQuery | null };

const words = (kind: QueryKind, ...queries: string[]): PublishedQuery[] =>
  queries.map((q) => ({ kind, q, plain: { words: q, parts: q.replaceAll('"', "").split(" ") } }));
const phrases = (kind: QueryKind, ...queries: string[]): PublishedQuery[] =>
  queries.map((text) => ({ kind, q: `"${text}"`, plain: { words: `"${text}"`, parts: [text] } }));
const parts = (kind: QueryKind, ...queries: string[]): PublishedQuery[] =>
  queries.map((q) => ({ kind, q, plain: { parts: [q] } }));
const prefixes = (kind: QueryKind, ...queries: string[]): PublishedQuery[] =>
  queries.map((q) => ({ kind, q, plain: { prefix: q, parts: [q] } }));
const filtered = (kind: QueryKind, queries: Record<string, PlainQuery | null>): PublishedQuery[] =>
  Object.entries(queries).map(([q, plain]) => ({ kind, q, plain }));

/** The fifty queries. They are fixed: numbers of two releases compare only while they stay as they are. */
export const QUERIES: readonly PublishedQuery[] = [
  ...words("rare word", "counteractance", "hyperstructize", "гиперверстностям", "нагрузнику"),
  ...words("medium word", "migration", "отпуск", "договор", "réunion", "invoice"),
  ...words("common word", "server", "сервер", "the", "не"),
  ...words("several words", "server migration", "ошибка сервера", "договор счёт", "new release build"),
  ...phrases("phrase of rare words", "memory leak", "резервная копия", "сервер не отвечает"),
  ...phrases("phrase of common words", "the server", "на этой неделе", "code review", "и в"),
  ...parts("part of a word", "structiz", "ерстк", "ustome", "еключовщ"),
  ...prefixes("prefix", "migr", "очеред", "serv", "зак"),
  ...words("Cyrillic forms", "серверами", "обновлениях", "проверили", "счет"),
  ...parts("Chinese, Japanese", "数据库", "サーバー", "今天测试", "請求書"),
  ...parts("term", "CORE-571", "v1.18", "👍🏽"),
  ...filtered("operators", {
    "from:boris.smith1 server": { words: "server", parts: ["server"], from: "boris.smith1" },
    "in:backend-0 релиз": { words: "релиз", parts: ["релиз"], in: "backend-0" },
    "after:2026-05-31 before:2026-07-01 ошибка": {
      ...{ words: "ошибка", parts: ["ошибка"], after: "2026-06-01", before: "2026-07-01" },
    },
    "has:link release": null,
    "from:me has:reaction": null,
  }),
  ...filtered("negation", {
    "server -release": { words: "server -release", parts: ["server"], not: ["release"] },
    'migration -"code review"': {
      words: 'migration -"code review"',
      parts: ["migration"],
      not: ["code review"],
    },
  }),
];
