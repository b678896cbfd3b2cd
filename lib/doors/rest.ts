import { z } from "zod";
import type { Actor, RateStatus } from "@/lib/core/actor";
import { DomainError, notFound, unauthenticated } from "@/lib/core/errors";
import { parse } from "@/lib/core/parse";
import { limitPerPerson, takeSlot } from "@/lib/core/person-concurrency";
import { LIMITS } from "@/lib/shared/limits";
import { text } from "../domain/fields";
import { actorOf } from "./actor-of";
import { ENDPOINTS, type Endpoint, METHODS, type Method, takesIdempotencyKey } from "./endpoints";
import { problem } from "./problem";
import { bodyOf } from "./responses/body-of";

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

/**
 * Returns the handlers of one path of the table of endpoints, such as `/rooms/{room}`. Path, query and body make the input, and the path wins. Methods that the path does not have
 * get 405. `OPTIONS` also answers methods that this API never has (see `admitRequestLine` in
 * lib/platform/http/request-line.ts).
 */
export function rest(path: string): Handlers {
  const made = handlersByPath.get(path) ?? makeHandlers(path);
  handlersByPath.set(path, made);
  return made;
}

type Handlers = Record<Method | "OPTIONS", Handler>;

const handlersByPath = new Map<string, Handlers>();

function makeHandlers(path: string): Handlers {
  const endpoints = ENDPOINTS.filter((endpoint) => endpoint.path === path);
  const handlerOf = (method: Method) => {
    const endpoint = endpoints.find((one) => one.method === method);
    return [method, endpoint ? handlerFor(endpoint) : refuse(endpoints.map((one) => one.method))] as const;
  };
  return { ...allOf(handlerOf), OPTIONS: refuse(endpoints.map((one) => one.method)) };
}

/** Makes handlers for a path outside the table, which refuse every method but its own. */
export const refuseAllBut = (...methods: Method[]) => ({
  ...allOf((method) => [method, refuse(methods)]),
  OPTIONS: refuse(methods),
  HEAD: refuse(methods),
});

const allOf = (handlerOf: (method: Method) => readonly [Method, Handler]) =>
  Object.fromEntries(METHODS.map(handlerOf)) as Record<Method, Handler>;

/** Answers a path without an endpoint. */
export const notFoundHandler: Handler = async () => problem(notFound());

function handlerFor(endpoint: Endpoint): Handler {
  return async (request, { params }) => {
    const rates: RateStatus[] = [];
    const onRate = (status: RateStatus) => void rates.push(status);
    try {
      const actor = { ...(await actorOf(request, endpoint.operation.isPublic)), onRate };
      if (!actor.sessionId && !endpoint.operation.isPublic) throw unauthenticated(); // Before the body of an anonymous caller is read.
      const act = async (given: Record<string, unknown>) => {
        const input = { ...given, ...(await params) };
        const run = async () => endpoint.operation(withKey(actor, endpoint, request), input);
        const call = () => limited(actor, endpoint, run);
        const { stream } = endpoint;
        if (!stream) return answer(endpoint, await call());
        return streamed(actor, async (onEnd) => stream(await call(), request, onEnd));
      };
      const receive = endpoint.receive ?? receiveInput(endpoint.read ?? inputOf);
      return withRates(await receive(request, actor, act), rates);
    } catch (error) {
      return withRates(problem(error), rates);
    }
  };
}

const receiveInput =
  (read: NonNullable<Endpoint["read"]>): NonNullable<Endpoint["receive"]> =>
  async (request, _actor, act) =>
    act(await read(request));

/**
 * Queues the reads and writes of one caller (limitPerPerson). Messages are exempt, because they wait in no transaction, and
 * so are logins, which sign-in-concurrency.ts limits, and uploads, which have slots of their own (admit-upload.ts): a slow
 * storage must not delay reactions.
 *
 * @throws `unavailable` when too many wait
 */
async function limited<Out>(
  actor: Actor,
  { method, operation, receive }: Endpoint,
  act: () => Promise<Out>,
): Promise<Out> {
  if (method === "GET") return limitPerPerson(actor, "reads", act);
  if (operation.isPublic || operation.isBatched || receive) return act();
  return limitPerPerson(actor, operation.isKeyed ? "writes" : "reads", act);
}

/**
 * Makes a response that goes on after its headers, in one of the caller's slots for downloads. The right to read is
 * checked in the slot, not before the wait for it.
 *
 * @throws `unavailable` when too many wait
 */
async function streamed(actor: Actor, respond: (onEnd: () => void) => Promise<Response>): Promise<Response> {
  const leave = await takeSlot(actor, "downloads");
  try {
    return await respond(leave);
  } catch (error) {
    leave();
    throw error;
  }
}

/** Adds the rest of a rate as headers (IETF draft-ietf-httpapi-ratelimit-headers-10). */
function withRates(response: Response, rates: RateStatus[]): Response {
  for (const { name, limit, seconds, remaining, resetSeconds } of rates) {
    response.headers.set("ratelimit-policy", `"${name}";q=${limit};w=${seconds}`);
    response.headers.set("ratelimit", `"${name}";r=${remaining};t=${resetSeconds}`);
  }
  return response;
}

/** Reads a request's input. A DELETE may have a query instead of a body, which some clients do not send. */
async function inputOf(request: Request): Promise<Record<string, unknown>> {
  const query = () => Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === "GET" || request.method === "HEAD") return query();
  const body = await bodyOf(request);
  return request.method === "DELETE" ? { ...query(), ...body } : body;
}

const keyHeader = z.object({ "Idempotency-Key": text({ min: 1, max: LIMITS.idempotencyKeyLength }) });

function withKey(actor: Actor, endpoint: Endpoint, request: Request): Actor {
  const key = request.headers.get("idempotency-key");
  if (key === null || !takesIdempotencyKey(endpoint)) return actor;
  return { ...actor, idempotencyKey: parse(keyHeader, { "Idempotency-Key": key })["Idempotency-Key"] };
}

function answer({ status, body, respond }: Endpoint, out: unknown): Response {
  if (respond) return respond(out);
  const code = typeof status === "function" ? status(out) : status;
  const headers = { "cache-control": "no-store" };
  if (code === 204) return new Response(null, { status: code, headers });
  return Response.json(body ? body(out) : out, { status: code, headers });
}

/**
 * Makes a handler for 405 with the methods of the path (RFC 9110, 15.5.6). A path with GET has HEAD too, which
 * lib/doors/api-server.ts derives from it.
 */
function refuse(methods: Method[]): Handler {
  const allowed = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return async () => {
    const response = problem(
      new DomainError("method_not_allowed", "This method isn't allowed on this path."),
    );
    response.headers.set("allow", allowed.join(", "));
    return response;
  };
}
