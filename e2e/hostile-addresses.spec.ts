import { Agent, get, type IncomingMessage } from "node:http";
import { ADMINISTRATOR, cookieOf, expect, post, test } from "./fixtures";
import { HOSTILE_QUERIES, HOSTILE_VALUES, type PageAddress, pagesOfApp } from "./hostile-addresses";
import { type Parley, startParley } from "./server";

/** The longest time for an answer, in milliseconds, before it counts as none. */
const PATIENCE_MS = 15_000;
const AT_ONCE = 3;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** A server of its own: thousands of hostile tokens use up the attempts of this machine's address. */
let parley: Parley;

test.beforeAll(async () => {
  parley = await startParley();
  await post(parley, "/auth/register", ADMINISTRATOR);
});
test.afterAll(async () => {
  agent.destroy();
  await parley.stop();
});

test("every page names the parameters that it reads", () => {
  const pages = pagesOfApp();
  expect(pages.length).toBeGreaterThan(25);
  const named = (path: string) => pages.find((page) => page.path === path)?.queryNames;
  expect(named("/login")).toEqual(["next", "notice", "error"]);
  expect(named("/admin/audit")).toEqual(["person", "from", "to", "q", "action"]);
});

test("no page fails on a hostile address: logged out", async () => {
  test.setTimeout(600_000);
  await walk("");
});

test("no page fails on a hostile address: an administrator", async () => {
  test.setTimeout(600_000);
  const { username, password } = ADMINISTRATOR;
  const root = await post(parley, "/auth/login", { username, password });
  const { name, value } = await cookieOf(parley, root.accessToken, root.user.id);
  const room = await post(parley, "/rooms", { kind: "open", name: "Walked" }, root.accessToken);
  await walk(`${name}=${value}`, { room: room.id, roomId: room.id, user: root.user.id });
});

/** Asks for all addresses and expects that each is answered by a page, a redirect or a refusal, and nothing is logged. */
async function walk(cookie: string, known: Record<string, string> = {}): Promise<void> {
  const addresses = pagesOfApp().flatMap((page) => addressesOf(page, known));
  const before = parley.output();
  const failures: string[] = [];
  const next = addresses.values();
  const worker = async () => {
    for (const address of next) {
      const fault = faultOf(parley, await answerTo(parley, address, cookie));
      if (fault) failures.push(`${address.slice(0, 200)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(failures).toEqual([]);
  expect(parley.output().slice(before.length)).toBe("");
}

/** The addresses of one page: hostile segments, hostile values in each field that it reads, hostile names of fields. */
function addressesOf({ path, isDynamic, queryNames }: PageAddress, known: Record<string, string>): string[] {
  const values = Object.values(HOSTILE_VALUES);
  const filled = (value?: string) =>
    path.replace(/\[(\w+)\]/g, (_, name) => value ?? known[name] ?? "nobody");
  const plain = filled();
  // To a stranger most pages are one redirect, which reads no field by itself.
  const groups = Object.keys(known).length === 0 ? [queryNames] : queryNames.map((name) => [name]);
  const queries = [
    ...groups.flatMap((names) => values.map((value) => names.map((name) => `${name}=${value}`).join("&"))),
    ...queryNames.map((name) => `${name}=a&${name}=%00&${name}=`),
    ...queryNames.map((name) => `${name}[]=a&${name}[a]=b`),
    ...HOSTILE_QUERIES,
  ];
  const segments = isDynamic ? values.filter(Boolean).map(filled) : [];
  return [...segments, ...new Set(queries.filter(Boolean).map((query) => `${plain}?${query}`))];
}

type Answer = { status: number; headers: IncomingMessage["headers"]; body: string };

/** The address goes out byte for byte; `fetch` would mend it first. */
function answerTo({ url }: Parley, address: string, cookie: string): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = cookie ? { cookie } : {};
    const request = get(
      { hostname, port, path: address, headers, agent, timeout: PATIENCE_MS },
      (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          body += chunk;
        });
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    request.on("timeout", () => request.destroy(new Error(`No answer to ${address.slice(0, 200)}`)));
    request.on("error", reject);
  });
}

/** Describes what is wrong with an answer; undefined where nothing is. */
function faultOf({ url }: Parley, { status, headers, body }: Answer): string | undefined {
  if (status >= 300 && status < 400) return strayFrom(url, String(headers.location));
  if (status === 200 || status === 404) {
    if (!String(headers["content-type"]).startsWith("text/html")) return `${headers["content-type"]}`;
    if (!body.includes("</html>")) return "the page is cut off";
    return /"digest":"\d+"|data-dgst="\d/.test(body) ? "a part of the page failed" : undefined;
  }
  return status === 400 ? undefined : `status ${status}`;
}

function strayFrom(url: string, location: string): string | undefined {
  const stays = URL.canParse(location, url) && new URL(location, url).origin === new URL(url).origin;
  return stays ? undefined : `leads to ${location}`;
}
