import { beforeAll, expect, test } from "vitest";
import { createApiToken } from "@/lib/domain/accounts/sessions/api-token";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";
import { COMMANDS } from "./commands";

testDatabase();
const server = testServer();

/** The only words that change nothing, neither a row nor what others see. */
const READING = ["sync"];

let ada: Person;
let fields: Record<string, unknown>;

beforeAll(async () => {
  ada = await person();
  const { id: roomId } = await room(ada);
  const { message } = await sendMessage(ada, { room: roomId, text: "hello" });
  fields = {
    ...{ roomId, messageId: message.id, text: "words", emoji: "👍", on: true, isTyping: true, isAway: true },
    ...{ lastReadSeq: 1, lastDeliveredSeq: 1, optionIds: [], item: 1, checked: true },
  };
});

/** Keeps the fields that `sync` knows; it refuses others. */
const fieldsOf = (word: string) => (word === "sync" ? {} : fields);

test.each(Object.entries(KINDS))(
  "a token that may only read changes nothing over a %s socket",
  async (_kind, connect) => {
    const { token } = await createApiToken(ada, { name: "Reads alone", scopes: ["read"] });
    const client = await connect(server.port, { ...ada, token });
    const refused: string[] = [];
    for (const word of Object.keys(COMMANDS)) {
      const { code } = await client.ask(word, fieldsOf(word));
      if (code === "forbidden") refused.push(word);
    }
    expect(refused).toEqual(Object.keys(COMMANDS).filter((word) => !READING.includes(word)));
    client.close();
  },
);
