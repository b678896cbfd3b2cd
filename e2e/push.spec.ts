import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import { expectNoFaults } from "./axe";
import { ask, expect, heard, post, roomOf, test, unique } from "./fixtures";

/** The keys of RFC 8291's example: the endpoint leads nowhere, and the worker is handed its pushes here. */
const KEYS = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};

/** Lets the page subscribe, which a private window may not: the subscription is kept in the window. */
async function allowPushes(context: BrowserContext): Promise<void> {
  await context.grantPermissions(["notifications"]);
  await context.addInitScript((keys) => {
    const endpoint = "https://push.example/journey";
    const make = (key: string) => {
      const bytes = Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
        one.charCodeAt(0),
      );
      return {
        endpoint,
        options: { applicationServerKey: bytes.buffer },
        toJSON: () => ({ endpoint, keys }),
        unsubscribe: async () => {
          localStorage.removeItem("subscribed");
          return true;
        },
      };
    };
    const kept = () => localStorage.getItem("subscribed");
    Object.assign(PushManager.prototype, {
      getSubscription: async () => (kept() ? make(kept()!) : null),
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
        localStorage.setItem("subscribed", applicationServerKey);
        return make(applicationServerKey);
      },
    });
  }, KEYS);
}

type Pushed = { id: string; roomId: string; seq: number; text: string };

/** Hands pushes to the browser's worker, as a push service does. */
async function pushesTo(page: Page): Promise<(title: string, message: Pushed) => Promise<void>> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [one] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (one) resolve(one.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  return async (title, { id, roomId, seq, text }) => {
    const data = {
      path: `/rooms/${roomId}?message=${seq}`,
      badge: 1,
      messageId: id,
      roomId,
      seq,
      reply: "Reply",
      read: "Mark as read",
    };
    const notification = { title, body: text, tag: roomId, lang: "en", dir: "auto", data };
    await cdp.send("ServiceWorker.deliverPushMessage", {
      origin,
      registrationId,
      data: JSON.stringify({ web_push: 8030, notification }),
    });
  };
}

const shownIn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
  });

/** Whether the one notification that is shown makes itself heard again, as the worker asked for. */
const isHeardAgain = async (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map((one) => (one as { renotify?: boolean }).renotify);
  });

/** Clicks on the one notification that is shown, or on one of its actions. */
async function click(context: BrowserContext, action: string, reply?: string): Promise<void> {
  const [worker] = context.serviceWorkers();
  await worker!.evaluate(
    async ([action, reply]) => {
      // The types of a worker's scope are not those of a page.
      // biome-ignore lint/suspicious/noExplicitAny: see above
      const scope = globalThis as any;
      const [notification] = await scope.registration.getNotifications();
      const event = new scope.NotificationEvent("notificationclick", { notification, action });
      if (reply) Object.defineProperty(event, "reply", { value: reply });
      scope.dispatchEvent(event);
    },
    [action, reply] as const,
  );
}

test("pushes are allowed, come once a room, and lead to the message", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const { page, context } = ada;
  await allowPushes(context);
  await page.goto("/settings/notifications");
  await page.getByRole("switch", { name: /^Notifications on Chrome/ }).click();
  const devices = page.getByRole("list", { name: "Devices" });
  await expect(devices.getByText("This browser")).toBeVisible();
  await expect(devices.getByText("Nothing delivered yet")).toBeVisible();
  const { items } = await ask(parley, "GET", "/me/push-subscriptions", undefined, ada.token);
  expect(items).toMatchObject([{ name: "Chrome on Linux", isThis: true, isCurrent: true, isPaused: false }]);

  const push = await pushesTo(page);
  const say = (text: string) => post(parley, `/rooms/${den.id}/messages`, { text }, bob.token);
  await push("Bob", await say("first"));
  await expect.poll(() => shownIn(page)).toEqual(["Bob: first"]);
  const second = await say("second");
  await push("Bob", second);
  await expect.poll(() => shownIn(page)).toEqual(["Bob: first\nsecond"]);
  expect(await isHeardAgain(page)).toEqual([true]);
  await push("Bob", second);
  await expect.poll(() => isHeardAgain(page)).toEqual([false]);
  expect(await shownIn(page)).toEqual(["Bob: first\nsecond"]);

  // Elsewhere than in the chat, the same window goes to the message.
  await click(context, "");
  await expect(page).toHaveURL(/message=\d+/);
  await expect(heard(page)).toContainText("second");
  await expect.poll(() => shownIn(page)).toEqual([]);

  // In the chat, it goes there without a new page, and answers from the notification arrive.
  const yard = await roomOf(parley, unique("Yard"), [bob, ada]);
  // The page tells of it too, under the same words: either may come first.
  const title = `Bob in ${yard.name}`;
  const third = await post(parley, `/rooms/${yard.id}/messages`, { text: "third" }, bob.token);
  await push(title, third);
  await expect.poll(() => shownIn(page)).toEqual([`${title}: third`]);
  await click(context, "reply", "on my way");
  const said = async () =>
    (await ask(parley, "GET", `/rooms/${yard.id}/messages`, undefined, bob.token)).items.map(
      ({ text }: { text: string }) => text,
    );
  await expect.poll(said).toContain("on my way");
  const mine = async () =>
    (await ask(parley, "GET", `/rooms/${yard.id}`, undefined, ada.token)).unreadCount as number;
  await expect.poll(mine).toBe(0);

  const fourth = await post(parley, `/rooms/${yard.id}/messages`, { text: "fourth" }, bob.token);
  await push(title, fourth);
  await expect.poll(() => shownIn(page)).toEqual([`${title}: fourth`]);
  await click(context, "read");
  await expect.poll(mine).toBe(0);

  // What is read on another device closes here.
  const fifth = await post(parley, `/rooms/${yard.id}/messages`, { text: "fifth" }, bob.token);
  await push(title, fifth);
  await expect.poll(() => shownIn(page)).toEqual([`${title}: fifth`]);
  await post(parley, `/rooms/${yard.id}/read`, { lastReadSeq: fifth.seq }, ada.token);
  await expect.poll(() => shownIn(page)).toEqual([]);
});

test("levels, keywords and quiet hours are set, and explain a missing notification", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const { page } = ada;
  const { id: userId } = await ask(parley, "GET", "/me", undefined, bob.token);
  await post(parley, "/rooms/direct", { userId }, ada.token);
  await page.goto("/settings/notifications");
  await expect(page.getByRole("radio", { name: "Bob: Default" })).toBeChecked();
  await expect(page.getByRole("region", { name: "Email" })).toContainText(
    "This server doesn't send email yet.",
  );
  await page.getByRole("radio", { name: "Unless set below: Mentions" }).check();
  const keyword = page.getByLabel("Add a keyword");
  await keyword.fill("postgres");
  await keyword.press("Enter");
  await expect(page.getByRole("button", { name: "Remove “postgres”" })).toBeVisible();
  const settings = () => ask(parley, "GET", "/me/notification-settings", undefined, ada.token);
  await expect.poll(settings).toMatchObject({ level: "mentions", keywords: ["postgres"] });

  await post(parley, `/rooms/${den.id}/messages`, { text: "to nobody" }, bob.token);
  await post(parley, `/rooms/${den.id}/messages`, { text: "the Postgres pool" }, bob.token);
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("keyword") ?? [])].map(String));
  await expect.poll(marked).toEqual(["Postgres"]);
  const why = async (question: string) => {
    await heard(page).getByText("to nobody").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Why was I notified?" }).click();
    return page.getByRole("dialog", { name: question });
  };
  const dialog = await why("Why wasn't I notified?");
  await expect(dialog).toContainText("You weren't notified.");
  await expect(dialog).toContainText("The room is set to mentions");
  await expect(dialog).toContainText("It doesn't mention you");
  await dialog.getByRole("button", { name: "All messages here" }).click();
  await expect(dialog).toHaveCount(0);
  await ask(
    parley,
    "PATCH",
    "/me",
    { quietUntil: new Date(Date.now() + 3_600_000).toISOString() },
    ada.token,
  );
  const again = await why("Why wasn't I notified?");
  await expect(again).toContainText("Do not disturb was on");
  await again.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("radio", { name: `${den.name}: Everything` })).toBeChecked();
});

test("Do not disturb saves each change by itself, and says an error beside its field", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const { page } = ada;
  const saved = () => ask(parley, "GET", "/me", undefined, ada.token);
  await page.goto("/settings/notifications");
  const section = page.getByRole("region", { name: "Do not disturb" });
  await expect(section.getByRole("button", { name: "Save" })).toHaveCount(0);

  await section.getByLabel("Now").click();
  await page.getByRole("option", { name: "1 hour" }).click();
  await expect(section.getByLabel("Now")).toContainText("until ");
  const left = Date.parse((await saved()).quietUntil) - Date.now();
  expect(left / 60_000).toBeGreaterThan(50);

  await section.getByLabel("Turn on automatically").check();
  await section.getByLabel("Monday").uncheck();
  await section.getByLabel("From").fill("21:15");
  const hours = { days: [2, 3, 4, 5], from: "21:15", to: "08:00" };
  await expect.poll(async () => (await saved()).quietHours).toEqual(hours);

  await section.getByLabel("Monday").check();
  for (const day of ["Saturday", "Sunday"]) await section.getByLabel(day).check();
  await section.getByLabel("From").fill("00:00");
  await section.getByLabel("To", { exact: true }).fill("23:59");
  await expect(section.getByText("On now, until 23:59.")).toBeVisible();
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "23:59" };
  await expect.poll(async () => (await saved()).quietHours).toEqual(always);

  await section.getByLabel("To", { exact: true }).fill("00:00");
  await expect(section.getByText("Choose an end other than the start.")).toBeVisible();
  await expect(section.getByLabel("To", { exact: true })).toHaveAttribute("aria-invalid", "true");
  expect((await saved()).quietHours).toEqual(always);
  await expectNoFaults(page, "the settings of notifications with an error");
  await section.getByLabel("To", { exact: true }).fill("07:30");
  await expect.poll(async () => (await saved()).quietHours).toEqual({ ...always, to: "07:30" });

  await section.getByLabel("Turn on automatically").uncheck();
  await expect.poll(async () => (await saved()).quietHours).toBeNull();
  await page.context().setOffline(true);
  await section.getByLabel("Turn on automatically").click();
  await expect(section.getByRole("alert")).toBeVisible();
  await expect(section.getByLabel("Turn on automatically")).not.toBeChecked();
});
