import type { z } from "zod";
import type { Operation } from "@/lib/core/operation";
import type { EndpointRow } from "@/lib/doors/endpoints";

// Types of the REST API as the browser calls it, derived from the server's registry. This file has no values, so nothing of
// the registry enters a script.

type NameOf<Row> = Row extends { method: infer M extends string; path: infer P extends string }
  ? `${M} ${P}`
  : never;
type InputOf<Row> = Row extends { operation: Operation<infer I, infer _> } ? z.input<I> : never;
type ResultOf<Row> = Row extends { operation: (...given: never) => Promise<infer Out> } ? Out : never;
type AnswerOf<Row> = Row extends { answer: "Nothing" }
  ? null
  : Row extends { body: (out: never) => infer Body }
    ? Body
    : ResultOf<Row>;

type Endpoints = {
  [Row in EndpointRow as NameOf<Row>]: { input: InputOf<Row>; answer: AnswerOf<Row> };
};

export type EndpointName = keyof Endpoints;
export type InputFor<Name extends EndpointName> = Endpoints[Name]["input"];
export type AnswerFor<Name extends EndpointName> = Endpoints[Name]["answer"];

/** Endpoints that answer JSON to GET. */
export type ReadName = Extract<EndpointName, `GET ${string}`>;

/** Endpoints of which the socket has a command: it keeps their order, so `Chat.call` decides how they go. */
type Ordered =
  | "POST /rooms/{room}/messages"
  | "POST /rooms/{room}/read"
  | "POST /messages/{message}/forward"
  | "PATCH /messages/{message}"
  | "DELETE /messages/{message}"
  | `${"PUT" | "DELETE"} /messages/{message}/${"pin" | "reactions/{emoji}"}`
  | "POST /sync";

export type CallName = Exclude<EndpointName, Ordered>;
