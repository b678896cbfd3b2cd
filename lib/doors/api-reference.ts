import { openApiDocument } from "./openapi";

/** A field of an input or an answer. Its type may link to a schema further down the page. */
type ReferenceField = {
  name: string;
  where: string;
  type: TypeWord[];
  isRequired: boolean;
  description: string;
};
/** A piece of a type's description: text, or a link to a schema. */
type TypeWord = { text: string; schema?: string };

type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  isPublic: boolean;
  fields: ReferenceField[];
  answers: { status: string; type: TypeWord[] }[];
};

type ReferenceSchema = {
  name: string;
  description: string;
  fields: ReferenceField[];
  type: TypeWord[];
};

export type ApiReference = {
  title: string;
  description: string;
  groups: { name: string; operations: ReferenceOperation[] }[];
  schemas: ReferenceSchema[];
};

type Schema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  additionalProperties?: Schema | boolean;
  [bound: string]: unknown;
};

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Schema };
type Content = Record<string, { schema?: Schema }>;
type OpenApiOperation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: unknown[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};

/**
 * Returns the OpenAPI document as the page `/api/docs` shows it: operations by group, then the schemas that they use.
 */
export function apiReference(): ApiReference {
  made ??= make();
  return made;
}

let made: ApiReference | undefined;

function make(): ApiReference {
  const { info, paths, components } = openApiDocument();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spoken]) => toOperation(path, method, spoken as OpenApiOperation)),
  );
  const groups = Map.groupBy(operations, ({ path }) => path.split("/")[1] ?? "");
  return {
    title: info.title,
    description: info.description,
    groups: [...groups].map(([name, operations]) => ({ name, operations })),
    schemas: Object.entries(components.schemas as Record<string, Schema>)
      .map(([name, schema]) => ({
        name,
        description: schema.description ?? "",
        fields: fieldsOf(schema, ""),
        type: schema.properties ? [] : typeOf(schema),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function toOperation(path: string, method: string, spoken: OpenApiOperation): ReferenceOperation {
  const body = spoken.requestBody?.content ?? {};
  const [type = "", { schema } = {}] = Object.entries(body)[0] ?? [];
  const parameters = spoken.parameters.map((one) => ({
    name: one.name,
    where: one.in,
    type: typeOf(one.schema),
    isRequired: one.required,
    description: one.description ?? one.schema.description ?? "",
  }));
  const whole = { name: "body", where: type, type: [{ text: "bytes" }], isRequired: true, description: "" };
  return {
    id: spoken.operationId,
    method: method.toUpperCase(),
    path,
    summary: spoken.summary,
    isPublic: spoken.security?.length === 0,
    fields: [...parameters, ...(schema ? fieldsOf(schema, "body") : type ? [whole] : [])],
    answers: Object.entries(spoken.responses).map(([status, { description, content }]) => ({
      status,
      type: answerOf(description, content),
    })),
  };
}

function answerOf(description: string, content: Content | undefined): TypeWord[] {
  const [type, one] = Object.entries(content ?? {})[0] ?? [];
  if (type !== "application/json") return [{ text: type && !type.includes("problem") ? type : description }];
  return one?.schema ? typeOf(one.schema) : [{ text: description }];
}

const fieldsOf = ({ properties = {}, required = [] }: Schema, where: string): ReferenceField[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    where,
    type: typeOf(schema),
    isRequired: required.includes(name),
    description: schema.description ?? "",
  }));

/** Describes a type: "text, 1 to 64 characters", "list of Message", "open or closed". */
function typeOf(schema: Schema): TypeWord[] {
  const { $ref, anyOf, items, type, properties } = schema;
  if ($ref) return [toSchema($ref)];
  if (schema.enum) return [{ text: schema.enum.map(String).join(" | ") }];
  if (schema.const !== undefined) return [{ text: String(schema.const) }];
  if (anyOf) return anyOf.flatMap((one, at) => [...(at > 0 ? [{ text: " or " }] : []), ...typeOf(one)]);
  if (type === "array") return [{ text: "list of " }, ...(items ? typeOf(items) : [{ text: "anything" }])];
  if (type === "object" && properties) return inlineObject(schema);
  const rest = schema.additionalProperties;
  if (type === "object" && typeof rest === "object")
    return [{ text: "object, each value " }, ...typeOf(rest)];
  return [{ text: [TYPE_NAMES[String(type)] ?? "anything", ...constraintsOf(schema)].join(", ") }];
}

const TYPE_NAMES: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

function inlineObject({ properties = {} }: Schema): TypeWord[] {
  const fields = Object.entries(properties).flatMap(([name, one], at) => [
    { text: `${at > 0 ? ", " : ""}${name}: ` },
    ...typeOf(one),
  ]);
  return [{ text: "{ " }, ...fields, { text: " }" }];
}

function toSchema(reference: string): TypeWord {
  const name = reference.split("/").at(-1) ?? "";
  return { text: name, schema: name };
}

function constraintsOf({ format, minLength, maxLength, minimum, maximum, default: usual }: Schema): string[] {
  const isSafe = (bound: unknown) => typeof bound === "number" && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return [
    ...(format ? [format] : []),
    ...(maxLength === undefined ? [] : [`${minLength ?? 0} to ${maxLength} characters`]),
    ...(isSafe(minimum) ? [`from ${minimum}`] : []),
    ...(isSafe(maximum) ? [`to ${maximum}`] : []),
    ...(usual === undefined ? [] : [`${JSON.stringify(usual)} if not given`]),
  ];
}
