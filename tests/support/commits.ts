import { v7 as uuid } from "uuid";
import { principalOf } from "@/lib/core/principal";
import type { RoomWork } from "@/lib/delivery/commit";
import { writer } from "@/lib/delivery/write";
import type { Outcome } from "@/lib/delivery/writer";
import { append } from "@/lib/domain/messages/send/append";
import { type NewMessage, PLAIN_MESSAGE } from "@/lib/domain/messages/send/new-message";
import type { Person } from "./world";

/** A message for the writer, as an operation hands it over. */
export const draftOf = (person: Person, roomId: string, fields: Partial<NewMessage> = {}): NewMessage => ({
  ...{ sender: principalOf(person), roomId, clientId: uuid(), text: "hello" },
  ...PLAIN_MESSAGE,
  ...fields,
});

/** Gives all of these to the writer at once: they commit together. */
export const together = (drafts: NewMessage[]) =>
  Promise.all(
    drafts.map(
      (item) =>
        new Promise<Outcome>((done) => {
          writer().add({ roomIds: [item.roomId], bulk: append, item, done } as RoomWork);
        }),
    ),
  );
