import { expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { apiReference } from "./api-reference";
import { openApiDocument } from "./openapi";

// biome-ignore lint/suspicious/noExplicitAny: the document is JSON
const paths = () => openApiDocument().paths as any;
const sending = () => paths()["/rooms/{room}/messages"].post;

test("texts have their lengths, and fields that are needed are required", () => {
  const { schema } = sending().requestBody.content["application/json"];
  // It may be empty or absent beside a file.
  expect(schema.properties.text).toEqual({ type: "string", maxLength: LIMITS.messageLength });
  expect(schema.required ?? []).not.toContain("text");
  const { schema: registering } = paths()["/auth/register"].post.requestBody.content["application/json"];
  expect(registering.properties.username).toMatchObject({ type: "string", maxLength: 32 });
  expect(registering.properties.displayName).toMatchObject({ type: "string", maxLength: 64 });
  expect(registering.required).toEqual(["username", "password"]);
});

test("an upload is a raw body, or a form with a file and its fields", () => {
  const { content } = paths()["/files"].post.requestBody;
  expect(Object.keys(content)).toEqual(["application/octet-stream", "multipart/form-data"]);
  const { schema } = content["multipart/form-data"];
  expect(schema.required).toEqual(["file"]);
  expect(schema.properties.file).toEqual({ contentMediaType: "application/octet-stream" });
  expect(Object.keys(schema.properties)).toEqual(
    expect.arrayContaining(["name", "description", "isVoice", "duration", "waveform"]),
  );
});

test("a call that makes something takes an Idempotency-Key, signing in does not", () => {
  const keyOf = (path: string) =>
    paths()[path].post.parameters.some(({ name }: { name: string }) => name === "Idempotency-Key");
  expect([keyOf("/rooms"), keyOf("/rooms/{room}/messages"), keyOf("/auth/login")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("refusals with a wait have Retry-After, and sends have their rate", () => {
  const { responses } = sending();
  expect(responses["429"].headers).toHaveProperty("Retry-After");
  expect(responses["503"].headers).toHaveProperty("Retry-After");
  expect(responses["201"].headers).toHaveProperty("RateLimit");
  expect(paths()["/me"].get.responses["200"].headers ?? {}).not.toHaveProperty("RateLimit");
});

test("the reference has every operation and every schema that it leads to", () => {
  const { groups, schemas } = apiReference();
  const operations = groups.flatMap((group) => group.operations);
  expect(operations).toHaveLength(
    Object.values(paths()).flatMap((path) => Object.keys(path as object)).length,
  );
  const named = [
    ...operations.flatMap(({ fields, answers }) => [...fields, ...answers]),
    ...schemas.flatMap(({ fields }) => fields),
  ]
    .flatMap(({ type }) => type)
    .flatMap(({ schema }) => schema ?? []);
  const known = new Set(schemas.map(({ name }) => name));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
