import { WebSocket } from "ws";
import { expect, heard, PASSWORD, post, roomOf, say, test, unique } from "./fixtures";

test("the built server refuses as the contract says, in every module graph", async ({ parley, request }) => {
  await test.step("an eleventh wrong log-in is 429 with Retry-After, and never a 500", async () => {
    const attempt = () =>
      request.post("/api/v1/auth/login", { data: { username: "nobody-in-particular", password: PASSWORD } });
    for (let i = 0; i < 10; i++) expect((await attempt()).status()).toBe(401);
    const refused = await attempt();
    expect(refused.status()).toBe(429);
    expect(refused.headers()["retry-after"]).toMatch(/^[1-9]\d*$/);
    expect(await refused.json()).toMatchObject({ code: "rate_limited" });
  });

  await test.step("an unknown path is problem+json", async () => {
    const answer = await request.get("/api/v1/no/such/thing");
    expect(answer.status()).toBe(404);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
  });

  await test.step("a method that nobody has is 405, not a failure of the server", async () => {
    for (const path of ["/api/v1/me", "/login"]) {
      expect((await request.fetch(path, { method: "TRACE" })).status()).toBe(405);
    }
  });

  await test.step("S29: headers by which a framework talks to itself change nothing", async () => {
    const headers = {
      "x-middleware-subrequest": "middleware:middleware:middleware",
      "x-parley-address": "1.2.3.4",
    };
    expect((await request.get("/api/v1/me", { headers })).status()).toBe(401);
  });

  await test.step("S46: nothing says what it is made of, and no source map is served", async () => {
    const page = await request.get("/login");
    expect(page.headers()).not.toHaveProperty("x-powered-by");
    const script = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0];
    expect((await request.get(`${script}.map`)).status()).toBe(404);
  });

  await test.step("S47: no page and no answer is for a shared cache", async () => {
    const { accessToken } = await post(parley, "/auth/login", { username: "root", password: PASSWORD });
    const me = await request.get("/api/v1/me", { headers: { authorization: `Bearer ${accessToken}` } });
    for (const answer of [me, await request.get("/login")])
      expect(answer.headers()["cache-control"]).toContain("no-store");
  });

  await test.step("the OpenAPI document and its reference are there", async () => {
    expect(await (await request.get("/api/v1/openapi.json")).json()).toMatchObject({ openapi: "3.1.0" });
    expect(await (await request.get("/api/docs")).text()).toContain("/rooms/{room}/messages");
    expect((await request.get("/api/docs/..%2f..%2fpackage.json")).status()).toBe(404);
  });
});

test("a bot on a plain WebSocket of the built server talks with a person in a browser", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const bot = new WebSocket(
    `${parley.url.replace("http", "ws")}/api/v1/ws?token=${ada.token}&room=${den.id}`,
  );
  const frames: { type: string; items?: { text: string }[] }[] = [];
  bot.on("message", (data) => frames.push(JSON.parse(String(data))));

  await expect.poll(() => frames[0]?.type).toBe("ready");
  bot.send(JSON.stringify({ type: "message", roomId: den.id, text: "Build 7 is green", ref: 1 }));
  await expect(heard(ada.page)).toContainText("Build 7 is green");
  await say(ada.page, "Thank you");
  await expect
    .poll(() => frames.flatMap(({ items = [] }) => items.map(({ text }) => text)))
    .toEqual(["Build 7 is green", "Thank you"]);
  expect(frames.map(({ type }) => type)).toContain("ack");
  bot.close();
});

test("an upgrade of any other path is closed and harms nobody", async ({ parley }) => {
  const socket = new WebSocket(`${parley.url.replace("http", "ws")}/login`);
  await expect(new Promise((resolve) => socket.on("error", () => resolve("closed")))).resolves.toBe("closed");
  expect((await fetch(`${parley.url}/api/health`)).status).toBe(200);
});

test.describe("A12: a server action", () => {
  const BROKEN = {
    "text that is no JSON": { type: "text/plain;charset=UTF-8", body: "[{" },
    "arguments that React did not encode": { type: "text/plain;charset=UTF-8", body: '["$K9","$F1","$Q2"]' },
    "multipart without its end": {
      type: "multipart/form-data; boundary=x",
      body: '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"',
    },
    "multipart without a boundary": { type: "multipart/form-data", body: "nothing" },
    "a body of another type": { type: "application/json", body: "{}" },
  };

  for (const [what, { type, body }] of Object.entries(BROKEN))
    test(`sent ${what} is refused, and is no fault of the server`, async ({ parley }) => {
      const page = `${parley.url}/forgot`;
      const action = /\$ACTION_(?:ID_|KEY[^"]*"[^>]*value="k?)([0-9a-f]{20,})/.exec(
        await (await fetch(page)).text(),
      )?.[1];
      expect(action, "the page has a form that works without scripts").toBeTruthy();
      const headers = { "next-action": action ?? "", "content-type": type, origin: parley.url };
      const answer = await fetch(page, { method: "POST", headers, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect((await fetch(page)).status).toBe(200);
    });
});

test("a form that cannot be read is refused on every page, also below /api", async ({ parley }) => {
  for (const page of ["/api/docs", "/api/nothing", "/nothing"]) {
    const headers = { "content-type": "multipart/form-data" };
    const answer = await fetch(`${parley.url}${page}`, { method: "POST", headers, body: "x" });
    expect([400, 404], page).toContain(answer.status);
  }
});

test("a file is answered whole, also to a request for a part", async ({ parley }) => {
  for (const headers of [{ range: "bytes=99999999-" }, { "if-match": '"x"' }] as Record<string, string>[])
    expect((await fetch(`${parley.url}/worker.js`, { headers })).status).toBe(200);
});
