import { ask, expect, post, roomOf, type Someone, unique } from "./fixtures";
import type { Parley } from "./server";

/** One of each kind of text that a message can hold. */
const TEXTS = [
  "Plain, **bold**, _italic_, ~~gone~~, `code`, ||a secret|| and https://example.org",
  "> quoted\n\n1. one\n2. two\n\n- [ ] to do\n- [x] done",
  '```ts\n// why\nconst name: string = "value" + 42; // done\nexport class Room {}\n```',
  "| Left | Right |\n| --- | --- |\n| 1 | 2 |",
  "$$\\int_0^1 x^2\\,dx = \\frac13$$",
];

/** A room in which everything is that a room can show, and what its members then have in their lists. */
export async function roomOfAllKinds(parley: Parley, ada: Someone, bob: Someone) {
  const room = await roomOf(parley, unique("All kinds"), [ada, bob]);
  const say = (by: Someone, text: string, more: object = {}) =>
    post(parley, `/rooms/${room.id}/messages`, { text, ...more }, by.token);
  const change = (by: Someone, method: string, path: string, body?: object) =>
    ask(parley, method, `/messages/${path}`, body, by.token);

  for (const text of TEXTS) await say(bob, text);
  const question = await say(bob, `Is it ready, @${ada.username}?`);
  const answer = await say(ada, "It is", { replyToId: question.id });
  await change(ada, "PATCH", answer.id, { text: "It is ready" });
  await change(bob, "PUT", `${answer.id}/reactions/${encodeURIComponent("🎉")}`);
  await change(ada, "PUT", `${question.id}/reactions/${encodeURIComponent("👍")}`);
  await change(ada, "PUT", `${question.id}/pin`);
  await change(ada, "PUT", `${question.id}/save`);
  const wrong = await say(bob, "Said in the wrong room");
  await change(bob, "DELETE", wrong.id);
  await ask(parley, "PATCH", `/rooms/${room.id}`, { topic: "Everything at once" }, ada.token);
  await say(bob, "And the last word");
  return room;
}

/** A room with a draft in it. */
export async function roomWithDraft(parley: Parley, by: Someone) {
  const room = await roomOf(parley, unique("Drafted"), [by]);
  await ask(parley, "PUT", `/rooms/${room.id}/draft`, { text: "Half a thought" }, by.token);
  return room;
}

/** On the page of a room that is archived before what was said there reaches it: the message is refused. */
export async function sayTooLate(parley: Parley, { page, context, token }: Someone, roomId: string) {
  const field = page.getByRole("main").locator("form textarea");
  await field.fill("Too late");
  await context.setOffline(true);
  await field.press("Enter");
  await ask(parley, "PATCH", `/rooms/${roomId}`, { archived: true }, token);
  await context.setOffline(false);
  await expect(page.getByRole("log").getByRole("alert")).toBeVisible();
}
