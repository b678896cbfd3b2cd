import { expect, test } from "vitest";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, room } from "@/tests/support/world";
import type { METHODS } from "./endpoints";
import { rest } from "./rest";

testDatabase();

/** Calls `/api/v1/rooms/…` with a name in the path, percent-encoded as a browser or curl would. */
async function call(
  as: Person,
  method: (typeof METHODS)[number],
  { name = "", query = "", body }: { name?: string; query?: string; body?: object },
) {
  const path = name && `/${encodeURIComponent(name)}`;
  const url = new URL(`http://parley.test/api/v1/rooms${path}${query}`);
  expect(url.pathname).toBe(`/api/v1/rooms${path}`); // Nothing of the name was taken for a part of the address.
  const headers = { authorization: `Bearer ${as.token}`, "content-type": "application/json" };
  const request = new Request(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const params = name ? { room: decodeURIComponent(url.pathname.split("/").at(-1)!) } : {};
  const response = await rest(name ? "/rooms/{room}" : "/rooms")[method](request, {
    params: Promise.resolve(params),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}

test.each([
  "100% sure",
  "C#",
  "why?",
  "a&b=c",
  "50%25",
  "комната 7",
  "😀👩‍💻",
  "a..",
  "a~tilde;x,y",
  'the "quoted" one',
])("a room named %s is made, read, renamed and deleted by its name in a path", async (name) => {
  const ada = await person();
  const made = await call(ada, "POST", { body: { kind: "open", name } });
  expect(made).toMatchObject({ status: 201, json: { name } });
  expect(await call(ada, "GET", { name })).toMatchObject({ status: 200, json: { id: made.json.id } });
  expect(decodeURIComponent(new URL(roomPath(made.json), "http://x").pathname)).toBe(`/rooms/${name}`);
  const renamed = await call(ada, "PATCH", { name, body: { name: `${name} 2` } });
  expect(renamed).toMatchObject({ status: 200, json: { name: `${name} 2` } });
  for (const now of [name, `${name} 2`])
    expect(await call(ada, "GET", { name: now })).toMatchObject({ status: 200, json: { id: made.json.id } });
  expect(await call(ada, "DELETE", { name })).toMatchObject({ status: 204 });
  expect(await call(ada, "GET", { name })).toMatchObject({ status: 404 });
});

test("GET /rooms?externalId= finds the room with that id, for its members", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const externalId = `order 7/${ada.username}&x`;
  const body = {
    kind: "group",
    externalId,
    posting: "moderators",
    history: "hidden",
    description: "An order",
  };
  const made = await call(ada, "POST", { body });
  expect(made).toMatchObject({ status: 201, json: body });
  await room(ada);
  const query = `?externalId=${encodeURIComponent(externalId)}`;
  expect((await call(ada, "GET", { query })).json.items).toMatchObject([{ id: made.json.id, externalId }]);
  expect((await call(eve, "GET", { query })).json.items).toEqual([]);
  expect(await call(ada, "POST", { body })).toMatchObject({
    status: 409,
    json: { reason: "external_id_taken" },
  });
});

test.each([
  ["posting", { posting: "nobody" }],
  ["history", { history: 1 }],
  ["description", { description: "d".repeat(2_001) }],
  ["externalId", { externalId: "" }],
])("POST /rooms with a wrong %s is refused by its name", async (path, wrong) => {
  const answer = await call(await person(), "POST", { body: { kind: "group", ...wrong } });
  expect(answer).toMatchObject({ status: 422, json: { errors: [{ path }] } });
});
