import { type Actor, anonymous } from "@/lib/core/actor";
import { toRefusal } from "@/lib/core/errors";
import type { Operation } from "@/lib/core/operation";
import { action } from "@/lib/doors/action";
import { ENDPOINTS, type Endpoint, type Method } from "@/lib/doors/endpoints";
import { sealSession, sessionCookie } from "@/lib/platform/http/session-cookie";
import { ERROR_STATUS, type ErrorCode } from "@/lib/shared/errors";
import { pageRequest } from "@/tests/support/page-request";
import { call, fillGaps } from "@/tests/support/rest";
import type { Client } from "@/tests/support/test-server";
import type { Person } from "@/tests/support/world";
import { ACTIONS, type Scene } from "./actions";
import type { ActName, Verdict } from "./oracle";

/** Somebody at the doors, with a socket of each kind if they could open one; `null` is nobody. */
export type Caller = { person: Person | null; cookie: string; sockets: Client[] };

/** Result of an attempt, and its door. */
export type DoorResult = { door: string; verdict: Verdict; out: unknown };

export async function callerOf(person: Person | null, sockets: Client[] = []): Promise<Caller> {
  const cookie = person ? `${sessionCookie().name}=${await sealSession(person)}` : "";
  return { person, cookie, sockets };
}

const endpointOf = (act: ActName): Endpoint => {
  const [method, path] = ACTIONS[act].endpoint.split(" ");
  const found = ENDPOINTS.find((one) => one.method === method && one.path === path);
  if (!found) throw new Error(`No endpoint ${ACTIONS[act].endpoint}`);
  return found;
};

/** The names of the doors; `socket` stands for those that a caller has, of either kind. */
export const ALL_DOORS = ["operation", "REST", "action", "socket"];

/** The ways in that an act has through these doors, for one caller; each may be gone through once. */
export function doorsOf(
  act: ActName,
  who: Caller,
  doors = ALL_DOORS,
): ((scene: Scene) => Promise<DoorResult>)[] {
  const { frame } = ACTIONS[act];
  const ways = {
    operation: [(scene: Scene) => byOperation(act, who, scene)],
    REST: [(scene: Scene) => byRest(act, who, scene)],
    action: [(scene: Scene) => byAction(act, who, scene)],
    socket: (frame ? who.sockets : []).map(
      (socket) => async (scene: Scene) => byFrame(await socket.ask(frame!.word, frame!.fields(scene))),
    ),
  };
  return doors.flatMap((door) => ways[door as keyof typeof ways]);
}

async function byOperation(act: ActName, { person }: Caller, scene: Scene): Promise<DoorResult> {
  const operation: Operation = endpointOf(act).operation;
  const actor: Actor = person ?? anonymous();
  const door = "operation";
  try {
    return { door, verdict: "ok", out: await operation(actor, ACTIONS[act].input(scene)) };
  } catch (error) {
    const { refusal } = toRefusal(error);
    return { door, verdict: refusal, out: null };
  }
}

/** Rooms that have a name go by it here. */
async function byRest(act: ActName, { person }: Caller, scene: Scene): Promise<DoorResult> {
  const { method, path } = endpointOf(act);
  const input = ACTIONS[act].input(scene);
  const named = { ...input, room: scene.roomName ?? scene.roomId };
  const { address, rest } = fillGaps(path, path.includes("{room}") ? named : input);
  const answer = await call(method, method === "GET" ? withQuery(address, rest) : address, {
    ...(person && { as: person }),
    ...(method !== "GET" && { body: rest }),
  });
  return { door: "REST", verdict: verdictOf(method, answer), out: answer.json };
}

const withQuery = (path: string, input: Record<string, unknown>) =>
  `${path}?${new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))}`;

function verdictOf(method: Method, { status, json }: { status: number; json: Refused }): Verdict {
  if (status < 300) return "ok";
  const isTold = json?.status === status && ERROR_STATUS[json.code] === status;
  return isTold ? json : { code: `${method} answered ${status} ${JSON.stringify(json)}` };
}
type Refused = { status: number; code: ErrorCode; reason?: string };

async function byAction(act: ActName, { cookie }: Caller, scene: Scene): Promise<DoorResult> {
  const submit = action(endpointOf(act).operation);
  const headers = new Headers({ cookie, host: "parley.test" });
  const reply = await pageRequest.run(headers, () => submit(null, formOf(ACTIONS[act].input(scene))));
  return reply.ok
    ? { door: "action", verdict: "ok", out: reply.data }
    : { door: "action", verdict: reply.error, out: null };
}

/** A form with these fields, named as lib/doors/form.ts reads them. */
function formOf(input: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(input)) {
    if (Array.isArray(value)) for (const one of value) form.append(`${name}[]`, String(one));
    else if (typeof value === "string") form.append(name, value);
    else form.append(`${name}:json`, JSON.stringify(value));
  }
  return form;
}

function byFrame(answer: Record<string, unknown>): DoorResult {
  const { code } = answer;
  return { door: "socket", verdict: typeof code === "string" ? { code } : "ok", out: code ? null : answer };
}
