import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { WebSocket } from "ws";
import { type Parley, SECRET, startParley } from "./server";

export { expect };

/** A person with an account, a token for REST, and a browser of their own in which they are logged in. */
export type Someone = {
  name: string;
  username: string;
  token: string;
  page: Page;
  context: BrowserContext;
};

type Fixtures = {
  signedIn: (name: string, options?: { server?: Parley; locale?: string }) => Promise<Someone>;
  /** The administrator in a browser of their own. */
  administrator: Someone;
  /** A browser in which nobody is logged in. */
  stranger: Page;
};

export const PASSWORD = "correct horse battery";
export const ADMINISTRATOR = {
  username: "root",
  password: PASSWORD,
  displayName: "Root",
  workspaceName: "Northwind Labs",
  registration: "open",
};

let count = 0;

export const test = base.extend<Fixtures, { parley: Parley }>({
  /** One server for all tests of a worker. Registration is open. */
  parley: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern
    async ({}, use) => {
      const parley = await startParley();
      await post(parley, "/auth/register", ADMINISTRATOR);
      await use(parley);
      await parley.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ parley }, use) => use(parley.url),

  /** Makes an account and opens a browser in which it is logged in, without going through the forms. */
  signedIn: async ({ browser, parley }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name, { server = parley, locale = "en-GB" } = {}) => {
      const username = `${name.toLowerCase().replace(/[^a-z]/g, "")}${++count}.${process.pid}`;
      const account = await post(server, "/auth/register", {
        username,
        password: PASSWORD,
        displayName: name,
      });
      const someone = await browserOf(browser, server, account, locale);
      contexts.push(someone.context);
      return someone;
    });
    for (const context of contexts) await context.close();
  },

  administrator: async ({ browser, parley }, use) => {
    const { username, password } = ADMINISTRATOR;
    const account = await post(parley, "/auth/login", { username, password });
    const someone = await browserOf(browser, parley, account);
    await use(someone);
    await someone.context.close();
  },

  stranger: async ({ browser, parley }, use) => {
    const context = await browser.newContext({ baseURL: parley.url, locale: "en-GB" });
    await use(await context.newPage());
    await context.close();
  },
});

type SignedIn = { accessToken: string; user: { id: string; username: string; displayName: string } };

async function browserOf(
  browser: Browser,
  server: Parley,
  { accessToken: token, user }: SignedIn,
  locale = "en-GB",
): Promise<Someone> {
  const context = await browser.newContext({ baseURL: server.url, locale });
  await context.addCookies([await cookieOf(server, token, user.id)]);
  return { name: user.displayName, username: user.username, token, page: await context.newPage(), context };
}

/** Logs in by the form. */
export async function logIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Username or email").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Opens an administrator's menu about a person and chooses from it. */
export async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** The browser's cookie for the session behind an access token. */
export async function cookieOf(server: Parley, accessToken: string, userId: string) {
  const { sid } = JSON.parse(Buffer.from(accessToken.split(".")[1]!, "base64url").toString());
  const value = await encode({ token: { sessionId: sid, userId }, secret: SECRET });
  return { name: "parley.session", value, url: server.url, httpOnly: true, sameSite: "Lax" as const };
}

/** A POST to the REST API, which must work. */
export const post = (server: Parley, path: string, body: object, token?: string) =>
  ask(server, "POST", path, body, token);

/** A request to the REST API, which must work. */
export async function ask(server: Parley, method: string, path: string, body?: object, token?: string) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
  return text ? JSON.parse(text) : undefined;
}

/** A room with these people in it, by name. */
export async function roomOf(
  server: Parley,
  name: string,
  people: Someone[],
): Promise<{ id: string; name: string }> {
  const [owner, ...others] = people;
  const room = await post(server, "/rooms", { kind: "open", name }, owner!.token);
  for (const { token } of others) await post(server, `/rooms/${room.id}/join`, {}, token);
  return room;
}

/** A name that no other test has. */
export const unique = (name: string) => `${name} ${++count}-${process.pid}`;

/** The composer's text area. */
export const composer = (page: Page) => page.getByRole("textbox", { name: /^Message / });

/** The message list. */
export const heard = (page: Page) => page.getByRole("log");

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Says texts in a room in their order, as a bot does: through one socket, without waiting for each answer. */
export async function sayAll(server: Parley, roomId: string, texts: string[], token: string): Promise<void> {
  const socket = new WebSocket(
    `${server.url.replace("http", "ws")}/api/v1/ws?room=${roomId}&token=${encodeURIComponent(token)}`,
  );
  await new Promise<void>((done, refuse) => {
    const answers: string[] = [];
    socket.on("error", refuse);
    socket.on("close", (code) => refuse(new Error(`The socket closed with ${code}`)));
    socket.on("message", (data) => {
      const { type, ref, detail } = JSON.parse(String(data));
      if (type === "ready")
        for (const [ref, text] of texts.entries())
          socket.send(JSON.stringify({ type: "message", ref: String(ref), roomId, text }));
      if (ref !== undefined && type === "error") refuse(new Error(detail));
      if (ref !== undefined && type === "ack" && answers.push(ref) === texts.length) done();
    });
  });
  socket.close();
}

/** "line 1." and so on. */
export const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}.`);
