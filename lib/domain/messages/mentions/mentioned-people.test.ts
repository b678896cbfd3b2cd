import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { person, room } from "@/tests/support/world";
import { updateAccount } from "../../people/update-account";
import { deleteMessage } from "../edit/delete-message";
import { listMessages } from "../list-messages";
import { sendMessage } from "../send/send-message";

testDatabase();

test("a page names the people whom its messages mention, each once, by their present names", async () => {
  const [ada, bob, cid] = [await person("Ada"), await person("Bob"), await person("Cid")];
  const den = await room(ada, { members: [bob, cid] });
  await sendMessage(ada, { room: den.id, text: `@${bob.username} and @${bob.username}` });
  await sendMessage(bob, { room: den.id, text: `@${ada.username}, ask @${bob.username}` });
  await updateAccount(bob, { displayName: "Боб Иванов" });
  const { people } = await listMessages(cid, { room: den.id });
  expect(people?.map(({ id, username, displayName }) => [id, username, displayName]).sort()).toEqual(
    [
      [ada.userId, ada.username, "Ada"],
      [bob.userId, bob.username, "Боб Иванов"],
    ].sort(),
  );
});

test("a page without mentions, or with a deleted one, names nobody", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  await sendMessage(ada, { room: den.id, text: "nobody, and @all" });
  const { message } = await sendMessage(ada, { room: den.id, text: `@${bob.username}` });
  await deleteMessage(ada, { message: message.id });
  expect(await listMessages(bob, { room: den.id })).not.toHaveProperty("people");
});
