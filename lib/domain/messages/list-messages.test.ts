import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room } from "@/tests/support/world";
import { listMessages } from "./list-messages";
import { sendMessage } from "./send-message";

testDatabase();

async function roomOf(many: number) {
  const ada = await person();
  const den = await room(ada);
  for (let i = 1; i <= many; i++) await sendMessage(ada, { room: den.id, text: `${i}` });
  const seqs = async (page: object) => {
    const { items, hasOlder, hasNewer } = await listMessages(ada, { room: den.id, ...page });
    return { seqs: items.map(({ seq }) => seq), hasOlder, hasNewer };
  };
  return { ada, den, seqs };
}

test("pages are oldest first: the newest, those before, after and around a seq, or the ones that are named", async () => {
  const { seqs } = await roomOf(9);
  expect(await seqs({ limit: 3 })).toEqual({ seqs: [7, 8, 9], hasOlder: true, hasNewer: false });
  expect(await seqs({ limit: 3, before: 4 })).toEqual({ seqs: [1, 2, 3], hasOlder: false, hasNewer: true });
  expect(await seqs({ limit: 3, after: 4 })).toEqual({ seqs: [5, 6, 7], hasOlder: true, hasNewer: true });
  expect(await seqs({ limit: 4, around: 5 })).toEqual({ seqs: [4, 5, 6, 7], hasOlder: true, hasNewer: true });
  expect(await seqs({ seqs: "2,9,77" })).toMatchObject({ seqs: [2, 9] });
});

test("an empty room has neither older nor newer messages", async () => {
  const { seqs } = await roomOf(0);
  expect(await seqs({})).toEqual({ seqs: [], hasOlder: false, hasNewer: false });
});

test("to those who are not in the room there are no messages, even where the room is listed", async () => {
  const { den } = await roomOf(1);
  await expect(listMessages(await person("Eve"), { room: den.id })).rejects.toMatchObject(
    refused("not_found"),
  );
});

test.each([
  [{ limit: 0 }, "limit"],
  [{ limit: 201 }, "limit"],
  [{ limit: "many" }, "limit"],
  [{ before: -1 }, "before"],
  [{ after: 1.5 }, "after"],
  [{ around: 99_999_999_999 }, "around"],
  [{ seqs: "1,a" }, "seqs"],
])("a page like %o is refused by the field's name", async (page, path) => {
  const { ada, den } = await roomOf(0);
  await expect(listMessages(ada, { room: den.id, ...page } as never)).rejects.toMatchObject({
    refusal: { code: "validation_failed", errors: [{ path }] },
  });
});
