import type { Page } from "@playwright/test";
import { expectNoFaults } from "./axe";
import { ask, composer, expect, heard, post, roomOf, type Someone, test, unique } from "./fixtures";

const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const line = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("link", { name });
const counts = (page: Page, count: number) =>
  expect(
    rooms(page).getByRole("link", {
      name: count === 0 ? "Activity" : `Activity ${count} unread item${count === 1 ? "" : "s"}`,
      exact: true,
    }),
  ).toBeVisible();

/** Bob says something; Ada answers, mentions him, reacts, and adds him to a room. */
async function happenings(parley: Parameters<typeof roomOf>[0], ada: Someone, bob: Someone) {
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const plan = await post(parley, `/rooms/${den.id}/messages`, { text: "The plan for Monday" }, bob.token);
  const say = (text: string, more: object = {}) =>
    post(parley, `/rooms/${den.id}/messages`, { text, ...more }, ada.token);
  return {
    den,
    plan,
    say,
    mention: (text: string) => say(`@${bob.username} ${text}`),
    answer: (text: string) => say(text, { replyToId: plan.id }),
    react: (emoji: string) =>
      ask(parley, "PUT", `/messages/${plan.id}/reactions/${encodeURIComponent(emoji)}`, undefined, ada.token),
    unreact: (emoji: string) =>
      ask(
        parley,
        "DELETE",
        `/messages/${plan.id}/reactions/${encodeURIComponent(emoji)}`,
        undefined,
        ada.token,
      ),
    async add() {
      const name = unique("Hiring");
      const hall = await roomOf(parley, name, [ada]);
      await post(parley, `/rooms/${hall.id}/members`, { userIds: [await idOf(bob)] }, ada.token);
      return { ...hall, name };
    },
  };

  async function idOf({ token }: Someone): Promise<string> {
    return (await ask(parley, "GET", "/me", undefined, token)).id;
  }
}

test("what happens to a person comes in live, is counted, and is read on every device", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const world = await happenings(parley, ada, bob);
  const { page } = bob;
  await page.goto("/activity");
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  const other = await bob.context.newPage();
  await other.goto("/saved");

  await world.mention("can you look?");
  await expect(line(page, /^Unread: Ada mentioned you/)).toBeVisible();
  await world.answer("Monday is fine");
  await expect(line(page, /^Unread: Ada replied to you/)).toBeVisible();
  await world.react("👍");
  await expect(line(page, /^Unread: Ada reacted 👍.*You: The plan/)).toBeVisible();
  const hall = await world.add();
  await expect(line(page, new RegExp(`^Unread: Ada added you to #\\s${hall.name}`))).toBeVisible();
  for (const each of [page, other]) await counts(each, 4);
  await expectNoFaults(page, "Activity");

  await page.getByRole("button", { name: "Reactions" }).click();
  await expect(page).toHaveURL("/activity?kind=reaction");
  await expect(line(page, /Ada/)).toHaveCount(1);
  await world.unreact("👍");
  await expect(line(page, /Ada/)).toHaveCount(0);
  await counts(other, 3);
  await page.getByRole("button", { name: "All", exact: true }).click();

  await page.getByRole("button", { name: "Mark all as read" }).click();
  for (const each of [page, other]) await counts(each, 0);
  await page.getByRole("button", { name: "Undo" }).click();
  for (const each of [page, other]) await counts(each, 3);

  await other.goto(`/rooms/${encodeURIComponent(world.den.name)}`);
  await expect(heard(other).getByText("Monday is fine")).toBeVisible();
  await counts(page, 1);
  await expect(line(page, /^Ada replied to you/)).toBeVisible();
});

test("a line leads to its place, and back to itself", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const world = await happenings(parley, ada, bob);
  for (const text of ["first", "second", "third"]) await world.mention(text);
  const { page } = bob;
  await page.goto("/activity?kind=mention");
  await line(page, /third$/).focus();
  await page.keyboard.press("ArrowDown");
  await expect(line(page, /second$/)).toBeFocused();
  await page.keyboard.press("j");
  await expect(line(page, /first$/)).toBeFocused();
  await expect(
    page.getByRole("complementary", { name: "Where it was said" }).getByText("first"),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?message=\d+$/);
  await expect(heard(page).getByText("first")).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveURL("/activity?kind=mention");
  await expect(line(page, /first$/)).toBeFocused();

  await page.keyboard.press("r");
  await expect(composer(page)).toBeVisible();
  await composer(page).fill("Yes, I can");
  await composer(page).press("Enter");
  await ada.page.goto("/activity?kind=reply");
  await expect(line(ada.page, /^Unread: Bob replied to you.*Yes, I can$/)).toBeVisible();
});

test("a person who loses a room loses its lines", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const world = await happenings(parley, ada, bob);
  await world.mention("for your eyes");
  const { page } = bob;
  await page.goto("/activity?unread=true");
  await expect(line(page, /for your eyes/)).toBeVisible();
  await counts(page, 1);
  await ask(parley, "DELETE", `/rooms/${world.den.id}/members/${bob.username}`, undefined, ada.token);
  await expect(line(page, /for your eyes/)).toHaveCount(0);
  await counts(page, 0);
  await expect(page.getByText("You're all caught up.")).toBeVisible();
});

test("a reaction is notified once out of sight, and not when it is turned off", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const world = await happenings(parley, ada, bob);
  await bob.context.addInitScript(() => {
    const titles: string[] = [];
    class Observed {
      static permission = "granted";
      constructor(title: string) {
        titles.push(title);
      }
      close() {}
    }
    Object.assign(window, { Notification: Observed, titles });
  });
  await bob.context.addCookies([{ name: "parley-notify", value: "on.text", url: parley.url }]);
  const { page } = bob;
  const shown = () => page.evaluate(() => (window as unknown as { titles: string[] }).titles);
  await page.goto("/settings/notifications");
  await expect(page.getByRole("switch", { name: "Reactions to my messages" })).toBeChecked();
  await page.goto("/activity", { waitUntil: "networkidle" });
  await world.react("👍");
  await expect.poll(shown).toEqual(["Ada reacted 👍"]);

  await ask(parley, "PATCH", "/me/notification-settings", { reactions: false }, bob.token);
  await world.react("🎉");
  await expect(line(page, /^Ada reacted 🎉 👍/)).toBeVisible();
  await counts(page, 0);
  expect(await shown()).toEqual(["Ada reacted 👍"]);
});
