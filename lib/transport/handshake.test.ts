import { beforeAll, describe, expect, test } from "vitest";
import { createApiToken } from "@/lib/domain/accounts/sessions/api-token";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { sealSession, sessionCookie } from "@/lib/platform/http/session-cookie";
import { testDatabase } from "@/tests/support/database";
import { type Client, connectPlain, connectSocketIo, testServer, textsOf } from "@/tests/support/test-server";
import { deactivate, type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

let ada: Person;
let eve: Person;
let den: string;

beforeAll(async () => {
  [ada, eve] = [await person("Ada"), await person("Eve")];
  den = (await room(ada, { kind: "group" })).id;
});

const serverUrl = () => `http://127.0.0.1:${server.port}`;
const cookieOf = async (who: Person) => `${sessionCookie().name}=${await sealSession(who)}`;

const isReady = (client: Client) => client.until(({ type }) => type === "ready");

/** Expects that a socket is closed before it has heard a word of any room. */
async function expectRefused(client: Client): Promise<void> {
  const { code, reason } = await client.closed;
  expect([0, 1, 4401, 4403]).toContain(code);
  expect(JSON.stringify([reason, client.received])).toMatch(/unauthenticated|forbidden/);
  expect(client.received.map(({ type }) => type).filter((type) => type !== "session_ended")).toEqual([]);
}

/** A socket of each kind that shows these: to a plain one a token goes by its address. */
const both = (token: string | null, headers: Record<string, string> = {}): Client[] => [
  connectPlain(server.port, token ? `?token=${token}` : "", headers),
  connectSocketIo(server.port, token ? { token } : {}, headers),
];

describe("S05: a handshake is refused on both kinds of sockets", () => {
  test("with a cookie from another site's page, from another port, and without an origin", async () => {
    const cookie = await cookieOf(ada);
    for (const origin of ["https://evil.example", "http://127.0.0.1:1", "null", ""])
      for (const client of both(null, { cookie, ...(origin && { origin }) })) await expectRefused(client);
  });

  test("without a cookie or a token, though from our own page", async () => {
    for (const client of both(null, { origin: serverUrl() })) await expectRefused(client);
  });

  test("with a cookie or a token that was changed", async () => {
    const cookie = await cookieOf(ada);
    const changed = `${ada.token.slice(0, -3)}${ada.token.endsWith("AAA") ? "BBB" : "AAA"}`;
    for (const client of both(null, { cookie: `${cookie}x`, origin: serverUrl() }))
      await expectRefused(client);
    for (const client of both(changed)) await expectRefused(client);
  });

  test("of a session that has expired, by token and by cookie", async () => {
    const bob = await person("Bob");
    const data = { expiresAt: new Date(Date.now() - 1_000) };
    await db().session.update({ where: { id: bob.sessionId }, data });
    for (const client of both(bob.token)) await expectRefused(client);
    for (const client of both(null, { cookie: await cookieOf(bob), origin: serverUrl() }))
      await expectRefused(client);
  });

  test("of a deactivated person", async () => {
    const bob = await person("Bob");
    await deactivate(bob);
    for (const client of both(bob.token)) await expectRefused(client);
  });

  test("of an API token that may not read", async () => {
    const { token } = await createApiToken(ada, { name: "Writes alone", scopes: ["write"] });
    for (const client of both(token)) await expectRefused(client);
  });

  test("and other names in its `auth` do not matter: the token decides", async () => {
    const auth = { token: eve.token, userId: ada.userId, user: { id: ada.userId }, sessionId: ada.sessionId };
    const hers: Record<string, string> = { cookie: await cookieOf(ada), origin: serverUrl() };
    for (const headers of [{}, hers]) {
      const client = connectSocketIo(server.port, auth, headers);
      expect(await isReady(client)).toMatchObject({ user: { id: eve.userId }, rooms: {} });
      client.close();
    }
  });
});

describe("S04: Socket.IO's recovery, which is off", () => {
  /** Handshake fields of a Socket.IO client that asks for connection recovery. */
  const wantsBack = { pid: "a-private-id", offset: "1754000000000-0" };

  test("skips no authorisation: a refused client cannot come back", async () => {
    await expectRefused(connectSocketIo(server.port, wantsBack));
    await expectRefused(connectSocketIo(server.port, { ...wantsBack, token: "x" }));
    const bob = await person("Bob");
    const first = connectSocketIo(server.port, { token: bob.token });
    await isReady(first);
    first.close();
    await db().session.update({ where: { id: bob.sessionId }, data: { endedAt: new Date() } });
    await expectRefused(connectSocketIo(server.port, { ...wantsBack, token: bob.token }));
  });

  test("gives nobody another's rooms, nor the messages of an absence", async () => {
    const hers = connectSocketIo(server.port, { token: ada.token });
    await isReady(hers);
    const client = connectSocketIo(server.port, { ...wantsBack, token: eve.token });
    expect(await isReady(client)).toMatchObject({ user: { id: eve.userId }, rooms: {} });
    await sendMessage(ada, { room: den, text: "secret" });
    await client.ask("sync", {});
    expect(textsOf(client, den)).toEqual([]);
    for (const one of [hers, client]) one.close();
  });

  test("skips no change either: it begins with ready, and sync brings the rest", async () => {
    const { message } = await sendMessage(ada, { room: den, text: "while nobody was there" });
    const client = connectSocketIo(server.port, { ...wantsBack, token: ada.token });
    await isReady(client);
    expect(client.received[0]).toMatchObject({ type: "ready", rooms: { [den]: { rev: message.rev } } });
    const { rooms } = await client.ask("sync", { rooms: { [den]: message.rev - 1 } });
    expect((rooms as { items: object[] }[])[0]!.items).toMatchObject([{ text: "while nobody was there" }]);
    client.close();
  });
});
