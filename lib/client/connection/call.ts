import type { Outcome } from "@/lib/shared/errors";
import type { AnswerFor, CallName, EndpointName, InputFor, ReadName } from "./endpoint-types";
import { type RequestOptions, sendRequest } from "./rest";

declare const answer: unique symbol;
/** An address of the REST API that can be read; `T` is the type of its answer. */
export type Address<T> = string & { readonly [answer]?: T };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Calls the server. The name is a row of its registry of endpoints, and gives the types of input and answer. Messages and
 * whatever must keep their order have commands of the socket instead: see `Chat.call`.
 */
export const call = <Name extends CallName>(
  name: Name,
  input: InputFor<Name>,
  options?: RequestOptions,
): Promise<Outcome<AnswerFor<Name>>> => callEndpoint(name, input, options);

/** Calls any endpoint, also one that a command of the socket is for. */
export function callEndpoint<Name extends EndpointName>(
  name: Name,
  input: InputFor<Name>,
  options?: RequestOptions,
): Promise<Outcome<AnswerFor<Name>>> {
  const { method, path, rest } = fill(name, input);
  const hasBody = method[0] === "P";
  return sendRequest(method, hasBody ? path : withQuery(path, rest), hasBody ? rest : undefined, options);
}

/** Returns the address of an endpoint, for links, lists and caches. */
export function addressOf<Name extends ReadName>(
  name: Name,
  input: InputFor<Name>,
): Address<AnswerFor<Name>> {
  const { path, rest } = fill(name, input);
  return withQuery(path, rest);
}

/** Reads an address. */
export const read = <T>(address: Address<T>, signal?: AbortSignal): Promise<Outcome<T>> =>
  sendRequest<T>("GET", address, undefined, { signal });

/** Adds parameters to an address; undefined and null ones are left out. */
export function withQuery<T>(address: Address<T>, query: Fields): Address<T> {
  const given = Object.entries(query).filter(([, value]) => value != null);
  if (given.length === 0) return address;
  return `${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams(given as [string, string][])}`;
}

/** Fills the gaps of an endpoint's path; the rest of the input is its query or body. */
function fill(name: string, input: Fields) {
  const rest = { ...input };
  const [method = "", pattern = ""] = name.split(" ");
  const path = pattern.replace(/{(\w+)}/g, (_, gap) => {
    delete rest[gap];
    return encodeURIComponent(`${input[gap]}`);
  });
  return { method, path: `/api/v1${path}`, rest };
}
