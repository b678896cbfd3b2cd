import { toRefusal } from "@/lib/core/errors";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { call } from "@/tests/support/rest";
import type { Client } from "@/tests/support/test-server";
import type { Person } from "@/tests/support/world";

/** Something to ask: its place in REST, its fields by the names of the operation, and the sockets' word for it, if any. */
export type Query = {
  endpoint: string;
  input: Record<string, unknown>;
  frame?: { word: string; fields: object };
};

/** The asking person, with a socket of each kind. */
export type Asker = { person: Person; sockets: Record<"Socket.IO" | "plain", Client> };

/** Result of a door: its answer, or the code of a refusal. */
export type DoorResult = { code: string; out: Record<string, unknown> | null };

export const DOORS = ["operation", "REST", "Socket.IO", "plain"] as const;
export type Door = (typeof DOORS)[number];

/** Asks through a door; what the sockets have no word for goes by REST. */
export function ask(door: Door, who: Asker, wish: Query): Promise<DoorResult> {
  if (door === "operation") return byOperation(who, wish);
  if (door === "REST" || !wish.frame) return byRest(who, wish);
  return byFrame(who.sockets[door], wish.frame);
}

async function byOperation({ person }: Asker, { endpoint, input }: Query): Promise<DoorResult> {
  const found = ENDPOINTS.find(({ method, path }) => `${method} ${path}` === endpoint);
  if (!found) throw new Error(`No endpoint ${endpoint}`);
  try {
    return { code: "ok", out: (await found.operation(person, input)) as DoorResult["out"] };
  } catch (error) {
    return { code: toRefusal(error).refusal.code, out: null };
  }
}

async function byRest({ person }: Asker, { endpoint, input }: Query): Promise<DoorResult> {
  const [method, path] = endpoint.split(" ") as [Parameters<typeof call>[0], string];
  const body = { ...input };
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(body[name]);
    delete body[name];
    return encodeURIComponent(value);
  });
  const { status, json } = await (method === "GET"
    ? call(method, `${filled}?${new URLSearchParams(toTexts(body))}`, { as: person })
    : call(method, filled, { as: person, body }));
  return status < 300 ? { code: "ok", out: json ?? {} } : { code: json.code, out: null };
}

const toTexts = (fields: object) => Object.entries(fields).map(([name, value]) => [name, String(value)]);

async function byFrame(
  socket: Client,
  { word, fields }: { word: string; fields: object },
): Promise<DoorResult> {
  const answer = await socket.ask(word, fields);
  return typeof answer.code === "string" ? { code: answer.code, out: null } : { code: "ok", out: answer };
}
