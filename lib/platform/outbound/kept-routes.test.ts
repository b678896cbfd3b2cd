import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { html, web } from "@/tests/support/web";
import { guardedFetch, KeptRoutes } from "./guarded-fetch";

testDatabase();

const request = (routes: KeptRoutes) => ({ timeoutMs: 5_000, maxBytes: 1_000, maxRedirects: 0, routes });

test("requests to a server share its judged route, and other servers have their own", async () => {
  const { resolved } = await web({
    "a.example/1": html("one"),
    "a.example/2": html("two"),
    "b.example/1": html("b"),
  });
  const routes = new KeptRoutes(60_000);
  const bodies = [];
  for (const url of ["http://a.example/1", "http://a.example/2", "http://b.example/1"])
    bodies.push(String((await guardedFetch(url, request(routes))).body));
  expect(bodies).toEqual(["one", "two", "b"]);
  expect(resolved).toEqual(["a.example", "b.example"]);
  routes.close();
});

test("a route is judged anew when its time is over", async () => {
  const { resolved } = await web(
    { "a.example/1": html("one") },
    { names: { "a.example": [["93.184.215.14"], ["10.0.0.1"]] } },
  );
  const routes = new KeptRoutes(-1);
  await guardedFetch("http://a.example/1", request(routes));
  await expect(guardedFetch("http://a.example/1", request(routes))).rejects.toMatchObject({
    fault: "address",
  });
  expect(resolved).toHaveLength(2);
  routes.close();
});

test("a route that is refused is not kept", async () => {
  await web({ "a.example/1": html("one") }, { names: { "a.example": [["127.0.0.1"], ["93.184.215.14"]] } });
  const routes = new KeptRoutes(60_000);
  await expect(guardedFetch("http://a.example/1", request(routes))).rejects.toMatchObject({
    fault: "address",
  });
  expect((await guardedFetch("http://a.example/1", request(routes))).status).toBe(200);
  routes.close();
});
