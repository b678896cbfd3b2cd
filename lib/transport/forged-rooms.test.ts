import { expect, test } from "vitest";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { testDatabase } from "@/tests/support/database";
import { type Client, connectPlain, connectSocketIo, KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

/** The digest of no rooms at all (SHA-256 of nothing), which is all that a heartbeat may tell an outsider. */
const NO_ROOMS = "e3b0c44298fc1c14";

/**
 * Frames that a person got without asking, except heartbeats and their own presence, which each of their devices
 * gets.
 */
const unasked = ({ received }: Client, { userId }: Person) =>
  received
    .filter((frame) => !("ref" in frame))
    .filter((frame) => frame.type !== "heads" || frame.digest !== NO_ROOMS)
    .filter((frame) => frame.type !== "user_status" || frame.userId !== userId)
    .map(({ type }) => type);

const WORDS = [
  "join",
  "subscribe",
  "sub",
  "enter",
  "watch",
  "room",
  "rooms",
  "ready",
  "messages",
  "room_gone",
  "open",
];

test.each(Object.entries(KINDS))(
  "S06: on a %s socket no command, name or id of the client reveals a room or a person",
  async (_kind, open) => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const den = await room(ada, { kind: "group" });
    const client = await open(server.port, eve);
    const names = [den.id, `room:${den.id}`, `user:${ada.userId}`, ada.userId, ada.sessionId, "*", ""];
    for (const word of WORDS)
      for (const name of names) {
        const answer = await client.ask(word, {
          roomId: name,
          room: name,
          rooms: [name],
          userId: ada.userId,
        });
        expect(answer).toMatchObject({ code: "validation_failed" });
      }
    expect(
      await client.ask("sync", { rooms: { [den.id]: 0 }, userId: ada.userId, room: den.id }),
    ).toMatchObject({
      rooms: [],
      gained: [],
      lost: [den.id],
    });
    await sendMessage(ada, { room: den.id, text: "secret" });
    await client.ask("sync", {});
    expect(unasked(client, eve)).toEqual(["ready"]);
    client.close();
  },
);

test("S06: nor does anything in its handshake", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const den = await room(ada, { kind: "group" });
  const forged = {
    userId: ada.userId,
    sessionId: ada.sessionId,
    room: den.id,
    rooms: [den.id],
    roomId: den.id,
  };
  const query = new URLSearchParams({ ...forged, rooms: den.id, token: eve.token });
  query.delete("room"); // which narrows a plain socket, and to a room of another's is refused
  const clients = [
    connectSocketIo(server.port, { ...forged, token: eve.token }),
    connectPlain(server.port, `?${query}`),
  ];
  for (const client of clients)
    expect(await client.until(({ type }) => type === "ready")).toMatchObject({
      user: { id: eve.userId },
      rooms: {},
    });
  expect(await connectPlain(server.port, `?token=${eve.token}&room=${den.id}`).closed).toMatchObject({
    code: 4404,
  });
  await sendMessage(ada, { room: den.id, text: "secret" });
  for (const client of clients) {
    await client.ask("sync", {});
    expect(unasked(client, eve)).toEqual(["ready"]);
    client.close();
  }
});
