import { z } from "zod";
import { ERROR_STATUS } from "@/lib/shared/errors";
import { LIMITS } from "@/lib/shared/limits";
import * as schemas from "@/lib/shared/schemas";
import { editMessage } from "../domain/messages/edit/edit-message";
import { addReaction, removeReaction } from "../domain/messages/react";
import { forwardMessage } from "../domain/messages/send/forward-message";
import { sendMessage } from "../domain/messages/send/send-message";
import { sendScheduled } from "../domain/scheduled/send-scheduled";
import { ENDPOINTS, type Endpoint, takesIdempotencyKey } from "./endpoints";

type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  [key: string]: unknown;
};

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/**
 * Returns the OpenAPI 3.1 document of /api/v1: paths from the registry of operations, schemas from
 * lib/shared/schemas.
 */
export function openApiDocument(): ReturnType<typeof make> {
  made ??= make();
  return made;
}

let made: ReturnType<typeof make> | undefined;

function make() {
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: DIALECT,
    info: {
      title: "Parley",
      version: "1",
      description:
        "Everything that the interface does. Get a token from `POST /auth/login`, send it as `Authorization: Bearer`. Large files also go up in parts, by the tus protocol at `/api/v1/uploads` (https://tus.io/protocols/resumable-upload).",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths: pathsOf(ENDPOINTS),
    components: {
      schemas: components(),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        cookie: { type: "apiKey", in: "cookie", name: "parley.session" },
      },
    },
  };
}

/** Returns every schema that has an id, once; they refer to each other by it. */
function components(): Record<string, unknown> {
  const made = z.toJSONSchema(z.globalRegistry, { uri: referenceTo });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $id: _id, $schema: _schema, ...schema }]) => [name, schema]),
  );
}

const referenceTo = (name: string) => `#/components/schemas/${name}`;

function pathsOf(endpoints: readonly Endpoint[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint),
    };
  }
  return paths;
}

function operationOf(endpoint: Endpoint) {
  const { operation, method, path } = endpoint;
  const { $schema: _, ...input } = z.toJSONSchema(operation.input, {
    io: "input",
    unrepresentable: "any",
  }) as JsonSchema;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const fields = Object.keys(input.properties ?? {}).filter((name) => !inPath.includes(name));
  input.required = Object.keys(input.properties ?? {}).filter((name) => isNeeded(operation.input, name));
  const isQuery = method === "GET";
  const parameter = (where: string) => (name: string) => parameterOf(input, name, where);
  return {
    operationId: operation.key,
    summary: operation.summary,
    tags: [path.split("/")[1]],
    ...(operation.isPublic && { security: [] }),
    parameters: [
      ...inPath.map(parameter("path")),
      ...(isQuery ? fields.map(parameter("query")) : []),
      ...(takesIdempotencyKey(endpoint) ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(!isQuery && fields.length > 0 && { requestBody: requestBodyOf(endpoint, input, fields) }),
    responses: responsesOf(endpoint),
  };
}

/**
 * True for a required field. It asks the field itself, because JSON Schema shows a preprocessed field as optional.
 */
function isNeeded(input: z.ZodType, name: string): boolean {
  const field = input instanceof z.ZodObject ? (input.shape[name] as z.ZodType | undefined) : undefined;
  return field !== undefined && !field.safeParse(undefined).success;
}

function parameterOf(input: JsonSchema, name: string, where: string) {
  const isRequired = where === "path" || Boolean(input.required?.includes(name));
  return { name, in: where, required: isRequired, schema: input.properties?.[name] ?? {} };
}

const requestBodyOf = ({ takes }: Endpoint, input: JsonSchema, fields: string[]) =>
  takes
    ? { required: true, content: { [takes]: {}, "multipart/form-data": { schema: formOf(input, fields) } } }
    : bodyOf(input, fields);

/** A form's fields. One without a type is the file (OpenAPI 3.1.1, 4.8.14.4). */
function formOf(input: JsonSchema, fields: string[]): JsonSchema {
  const fieldOf = (name: string) => {
    const field = input.properties?.[name] ?? {};
    return Object.keys(field).length > 0 ? field : { contentMediaType: "application/octet-stream" };
  };
  const properties = Object.fromEntries(fields.map((name) => [name, fieldOf(name)]));
  return { type: "object", properties, required: fields.filter((name) => input.required?.includes(name)) };
}

function bodyOf(input: JsonSchema, fields: string[]) {
  const properties = Object.fromEntries(fields.map((name) => [name, input.properties?.[name] ?? {}]));
  const required = fields.filter((name) => input.required?.includes(name));
  return {
    required: required.length > 0,
    content: { "application/json": { schema: { type: "object", properties, required } } },
  };
}

/** Operations that count against a person's sends. */
const RATE_LIMITED_SENDS = [
  ...[sendMessage, editMessage, forwardMessage, sendScheduled],
  ...[addReaction, removeReaction],
].map(({ key }) => key);

function responsesOf({ operation, status, answer, gives }: Endpoint) {
  const isMetered = RATE_LIMITED_SENDS.includes(operation.key);
  const codes = typeof status === "number" ? [status] : [201, 200];
  const headers = isMetered && { headers: RATE_HEADERS };
  const good = codes.map((code) => {
    const response = answer === "Nothing" ? { description: "Done" } : shown(answer, gives);
    return [code, { ...response, ...headers }] as const;
  });
  const refusal = { $ref: referenceTo(PROBLEM) };
  const content = { "application/problem+json": { schema: refusal } };
  const later = (description: string) => ({
    description,
    headers: { "Retry-After": RETRY_AFTER, ...(isMetered && RATE_HEADERS) },
    content,
  });
  return Object.fromEntries([
    ...good,
    ["429", later("rate_limited: too many of these for now")],
    ["503", later("unavailable: the database is away, or too much waits to be written")],
    ["default", { description: refusals, content }],
  ]);
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: `The same key again within ${LIMITS.idempotencyHours} hours gives the first answer again; another body under it is a conflict. Secrets that are shown once are not shown again.`,
  schema: { type: "string", minLength: 1, maxLength: LIMITS.idempotencyKeyLength },
};

const RETRY_AFTER = {
  description: "Whole seconds after which the same request may work",
  schema: { type: "integer", minimum: 1 },
};

/** draft-ietf-httpapi-ratelimit-headers: as structured fields (RFC 9651). */
const RATE_HEADERS = {
  RateLimit: {
    description: "Requests left: `r` now, and all of them in `t` seconds",
    schema: { type: "string", examples: ['"sends";r=299;t=1'] },
  },
  "RateLimit-Policy": {
    description: "The rate: `q` requests in `w` seconds",
    schema: { type: "string", examples: ['"sends";q=300;w=15'] },
  },
};

const shown = (answer: string, gives?: string) => ({
  description: answer,
  content: gives ? { [gives]: {} } : { "application/json": { schema: { $ref: referenceTo(answer) } } },
});

const PROBLEM = schemas.problem.meta()?.id ?? "Problem";
const refusals = `A refusal: ${Object.entries(ERROR_STATUS)
  .map(([code, status]) => `${code} (${status})`)
  .join(", ")}`;
