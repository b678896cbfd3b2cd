import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, test } from "vitest";
import { outgoing } from "@/tests/support/client/outgoing";
import { outboxName } from "../storage/names";
import { createOutboxStore } from "./outbox-store";

const message = (clientId: string) => outgoing(clientId, { replyTo: { id: "m-7", seq: 7 } });

let readers = 0;
let userId = "";
beforeEach(() => {
  userId = `reader-${++readers}`;
});

describe("the outbox in IndexedDB", () => {
  test("stores a message whole, whatever fields it has", async () => {
    const draft = { ...message("a"), fieldOfALaterVersion: ["x"] };
    const order = await createOutboxStore(userId).add(draft);
    expect(await createOutboxStore(userId).all()).toEqual([{ ...draft, refusal: null, order }]);
  });

  test("marks a refusal and takes it back without touching anything else", async () => {
    const store = createOutboxStore(userId);
    const order = await store.add(message("a"));
    const refusal = { code: "forbidden", detail: "You are muted." } as const;
    await store.mark("a", refusal);
    expect(await store.all()).toEqual([{ ...message("a"), order, refusal }]);
    await store.mark("a", null);
    expect(await store.all()).toEqual([{ ...message("a"), order, refusal: null }]);
  });

  test("gives messages in the order in which they were added, and removes one of them", async () => {
    const store = createOutboxStore(userId);
    for (const key of ["b", "a", "c"]) await store.add(message(key));
    await store.remove("a");
    expect((await store.all()).map(({ clientId }) => clientId)).toEqual(["b", "c"]);
  });

  test("refuses the same message twice", async () => {
    const store = createOutboxStore(userId);
    await store.add(message("a"));
    await expect(store.add(message("a"))).rejects.toMatchObject({ name: "ConstraintError" });
  });

  test("reads rows that an older version stored, which had no reply", async () => {
    const { replyTo: _, ...old } = message("a");
    const database = await openDB(outboxName(userId), 1, {
      upgrade(opened) {
        const messages = opened.createObjectStore("messages", { keyPath: "order", autoIncrement: true });
        messages.createIndex("clientId", "clientId", { unique: true });
      },
    });
    await database.add("messages", { ...old, refusal: null });
    database.close();
    expect(await createOutboxStore(userId).all()).toEqual([
      { ...message("a"), replyTo: null, refusal: null, order: 1 },
    ]);
  });
});
