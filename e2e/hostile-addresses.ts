import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A page of the program: its address with `[name]` for each segment that varies, and the query names that it reads. */
export type PageAddress = { path: string; isDynamic: boolean; queryNames: string[] };

/** Every page under app/, read from the file system, so that a new page is walked without being listed anywhere. */
export function pagesOfApp(): PageAddress[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .sort()
    .map((file) => {
      const folders = dirname(file).split("/");
      const path = `/${folders.filter((folder) => folder !== "." && !folder.startsWith("(")).join("/")}`;
      return { path, isDynamic: path.includes("["), queryNames: queryNamesIn(join("app", file)) };
    });
}

/** The names after which a page's source asks its query: `given.q`, `(await searchParams).cursor`, `query.message`. */
function queryNamesIn(file: string): string[] {
  const source = readFileSync(file, "utf8");
  if (!source.includes("searchParams")) return [];
  const names = [...source.matchAll(/\b(?:given|query|searchParams\))\.(\w+)/g)].map(([, name]) => name!);
  return [...new Set(names)];
}

/** Percent-encoded values that some layer below a page cannot take: routing, decoding, JavaScript's dates, PostgreSQL. */
export const HOSTILE_VALUES: Record<string, string> = {
  nothing: "",
  "a NUL": "%00",
  "a NUL inside": "a%00b",
  "broken percent-encoding": "100%",
  "half an encoded byte": "%e",
  "bytes that are no UTF-8": "%ff%fe",
  "an overlong encoding": "%c0%af",
  "a lone surrogate": "%ed%a0%80",
  "text of both directions": "%e2%80%aeabc%e2%81%a6%d7%90",
  "invisible characters": "%e2%80%8b%ef%bb%bf%e3%85%a4",
  "stacked marks": `a${"%cc%81".repeat(300)}`,
  "emoji of many parts": "%f0%9f%91%a9%e2%80%8d".repeat(100),
  negative: "-1",
  "a number beyond four bytes": "2147483648",
  "a number beyond eight bytes": "99999999999999999999",
  "a number with an exponent": "1e308",
  "not a number": "NaN",
  "a time beyond the calendar": "9999-12-31T23:59:59-01:00",
  "a day beyond the calendar": "9999-12-31",
  "a day before the calendar": "0000-01-01",
  "a month that is none": "2027-13-45",
  "an impossible offset": "2027-01-01T00:00:00%2b16:00",
  infinity: "infinity",
  "2,500 characters": "x".repeat(2_500),
  "a prototype's name": "__proto__",
  "an object's own method": "constructor",
  "a promise's method": "then",
  "an array's index": "[0]",
  "an id of nothing": "00000000-0000-0000-0000-000000000000",
  "the highest id": "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "base64 of nothing": "e30",
  "a cursor with numbers too large": Buffer.from("[2147483648,99999999999]").toString("base64url"),
  "a cursor with a NUL": Buffer.from('["\\u0000"]').toString("base64url"),
  "a path upwards": "..%2f..%2f..%2fetc%2fpasswd",
  "a route's own brackets": "%5broomId%5d",
  "a foreign host": "//evil.example/",
  "a foreign host with backslashes": "/%5c%5cevil.example",
  "a foreign host after a tab": "/%09/evil.example",
  "a line break for a header": "/%0d%0aset-cookie:a=b",
  "a script": "javascript:alert(1)",
  "SQL and HTML": "'%22--%3Cscript%3E%25_%5c",
};

/** Queries whose names are what is hostile. */
export const HOSTILE_QUERIES: string[] = [
  "then=1&catch=1&finally=1&value=1&status=fulfilled",
  "__proto__=1&__proto__[a]=1&constructor[prototype]=1&hasOwnProperty=1&toString=1&toJSON=1",
  "%00=%00&%ff=%ff&%=%&=&&=1&[]=1&[a=1",
  "_rsc=%00&_rsc=1&nxtProoms=1&nxtProomId=%00&__nextLocale=xx&_next=1",
  Array.from({ length: 1_000 }, (_, i) => `n${i}=1`).join("&"),
];
