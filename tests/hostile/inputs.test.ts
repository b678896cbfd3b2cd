import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { encodeCursor } from "@/lib/domain/cursor";
import { ENDPOINTS, type Endpoint } from "@/lib/doors/endpoints";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { person, room, withPassword } from "@/tests/support/world";

testDatabase({ rateFactor: 100_000 });

const NOTHING = "019f0000-0000-7000-8000-000000000000";

/** Values that some layer below the schemas cannot take: PostgreSQL, JavaScript's dates, string conversions. */
const TEXTS = [
  "",
  "\0",
  "a\0b",
  "\ud800",
  "🙂".repeat(200),
  "x".repeat(30_000),
  "%ff",
  "me\u200b",
  "'; --",
  "2147483648",
  "99999999999999999999",
  "1,2147483648",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+15:00",
  "2027-01-01T00:00:00+16:00",
  "2027-01-01T00:00:00-23:59",
  "9999-12-31T23:59:59-01:00",
  "2016-12-31T23:59:60Z",
  "10000-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "infinity",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
];

/** An object that throws where it is made a number or a text. */
const STUBBORN = { toString: 1, valueOf: 1, toJSON: 1, length: -1 };

const VALUES: unknown[] = [
  ...TEXTS,
  null,
  true,
  -1,
  1.5,
  2_147_483_648,
  9_007_199_254_740_992,
  1e308,
  [],
  [null],
  ["\0"],
  [STUBBORN],
  {},
  STUBBORN,
  { "": 2_147_483_648 },
  { [NOTHING]: 2_147_483_648 },
  { [NOTHING]: "x" },
  { "\0": 1 },
  JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}'),
];

/** Cursors of any list's form, with a value in each position that its column cannot hold. */
const CURSORS = (() => {
  const bad = [
    "\0",
    "\ud800",
    "",
    "x".repeat(3_000),
    2_147_483_648,
    -2_147_483_649,
    1.5,
    1e300,
    null,
    [],
    {},
  ];
  const times = ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2027-01-01T00:00:00+16:00"];
  const shapes: unknown[][] = [
    [1],
    [NOTHING],
    ["a", NOTHING],
    [0, "a", NOTHING],
    ["name", "a", NOTHING],
    ["activity", "2027-01-01T00:00:00.000Z", NOTHING],
    ["members", 1, NOTHING],
  ];
  const made = shapes.flatMap((shape) =>
    shape.flatMap((_, at) => [...bad, ...times].map((value) => shape.with(at, value) as (string | number)[])),
  );
  const others = ["!", "bnVsbA", "W10", Buffer.from([0xff, 0xfe]).toString("base64url"), "\0", NOTHING];
  return [...made.map(encodeCursor), ...others, "x".repeat(LIMITS.cursorLength)];
})();

type Json = {
  type?: string;
  properties?: Record<string, Json>;
  anyOf?: Json[];
  items?: Json;
  enum?: unknown[];
  default?: unknown;
};

/** The fields of an operation's input, those within objects too, as paths. */
function fieldsOf(schema: Json, at: string[] = []): string[][] {
  const inside = [schema, ...(schema.anyOf ?? [])].flatMap(({ properties, items }) => [
    ...Object.entries(properties ?? {}).flatMap(([name, one]) => [
      [...at, name],
      ...fieldsOf(one, [...at, name]),
    ]),
    ...(items ? [[...at, "0"], ...fieldsOf(items, [...at, "0"])] : []),
  ]);
  return at.length > 4 ? [] : inside;
}

function put(input: unknown, [name = "", ...rest]: string[], value: unknown): unknown {
  if (name === "0") return [rest.length ? put({}, rest, value) : value];
  const known = (typeof input === "object" && input !== null ? input : {}) as Record<string, unknown>;
  return { ...known, [name]: rest.length ? put(known[name], rest, value) : value };
}

const inputOf = ({ operation }: Endpoint) =>
  z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" }) as Json;

/** A world in which every path leads to something, and a body that would do. */
async function world() {
  const admin = await withPassword(await person("Boss", "administrator"));
  const den = await room(admin, { kind: "open", members: [await person("Bob")] });
  const sent = await call("POST", `/rooms/${den.id}/messages`, { as: admin, body: { text: "hi" } });
  const params: Record<string, string> = {
    room: den.id,
    message: sent.json.id,
    user: "me",
    emoji: "👍",
    session: NOTHING,
    token: NOTHING,
    invitation: NOTHING,
    passkey: NOTHING,
  };
  const body = {
    text: "hi",
    lastReadSeq: 1,
    kind: "open",
    name: `Mine ${admin.username}`,
    userId: NOTHING,
    roomId: den.id,
    role: "member",
    username: `new${admin.username}`,
    names: ["somebody"],
    roomIds: [den.id],
    userIds: [NOTHING],
    rooms: {},
    version: 0,
    scopes: ["read"],
    folders: [],
  };
  return { admin, params, body };
}

type World = Awaited<ReturnType<typeof world>>;

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** The statuses that one endpoint gave to a hostile value in one of its fields. */
async function attempt({ admin, params, body }: World, endpoint: Endpoint, field: string[], value: unknown) {
  const { method, path } = endpoint;
  const input = put(body, field, value) as Record<string, unknown>;
  const inPath = {
    ...params,
    ...(field.length === 1 && field[0]! in params && { [field[0]!]: asText(value) }),
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(wellFormed(inPath[name] ?? "")));
  const query = new URLSearchParams({ [field[0]!]: asText(value) });
  if (method === "GET") return call("GET", `${filled}?${query}`, { as: admin });
  return call(method, filled, { as: admin, raw: JSON.stringify(input) });
}

const wellFormed = (value: string) => value.toWellFormed() || "-";

/** Runs `act` on each of the values, so many at a time. */
async function atOnce<T>(many: number, values: T[], act: (value: T) => Promise<void>): Promise<void> {
  const left = [...values];
  const work = async () => {
    while (left.length > 0) await act(left.shift() as T);
  };
  await Promise.all(Array.from({ length: many }, work));
}

const warned = vi.spyOn(console, "warn");
beforeEach(() => warned.mockClear());

describe("no hostile value in any field of any endpoint is a fault of the server", () => {
  test.each(ENDPOINTS.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "%s",
    async (_name, endpoint) => {
      const here = await world();
      const schema = inputOf(endpoint);
      for (const field of fieldsOf(schema)) {
        const values = field.at(-1) === "cursor" ? [...VALUES, ...CURSORS] : VALUES;
        await atOnce(8, values, async (value) => {
          const answer = await attempt(here, endpoint, field, value);
          const what = `${field.join(".")} = ${asText(value).slice(0, 60)}: ${JSON.stringify(answer.json)}`;
          expect(answer.status, what).toBeLessThan(500);
          expect(warned.mock.calls, what).toEqual([]);
        });
      }
    },
    60_000,
  );
});
