import pg from "pg";
import { startTemporaryPostgres } from "@/lib/platform/postgres/temporary-postgres";
import { decodeMail } from "../tests/support/mail-forms";
import { startSmtp } from "../tests/support/smtp";
import { expectNoFaults } from "./axe";
import { ADMINISTRATOR, ask, expect, heard, PASSWORD, post, roomOf, test, unique } from "./fixtures";
import { startParley } from "./server";

test("a mention that stays unread is mailed, leads to its message, and stops by a link", async ({
  browser,
  signedIn,
}) => {
  const [postgres, smtp] = await Promise.all([startTemporaryPostgres(), startSmtp()]);
  const parley = await startParley({ DATABASE_URL: postgres.url, SMTP_URL: smtp.url });
  await post(parley, "/auth/register", ADMINISTRATOR);
  const [ada, bob] = [await signedIn("Ada", { server: parley }), await signedIn("Bob", { server: parley })];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const settings = () => ask(parley, "GET", "/me/notification-settings", undefined, bob.token);
  const { page } = bob;

  // Without an address, the page leads to where one is added.
  await page.goto("/settings/notifications");
  await page.getByRole("link", { name: "Add an address" }).click();
  await expect(page).toHaveURL(/settings\/profile/);
  await ask(parley, "PATCH", "/me", { email: "bob@example.org", password: PASSWORD }, bob.token);

  await page.goto("/settings/notifications");
  const pick = async (name: string, option: string) => {
    await page.getByRole("combobox", { name }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  await pick("Send me", "Digest");
  await pick("How often", "Every Monday");
  await pick("Rooms in the digest", "Chosen rooms");
  await page.getByRole("checkbox", { name: den.name }).check();
  await expectNoFaults(page, "the settings of the digest");
  await expect
    .poll(settings)
    .toMatchObject({ mail: "digest", digest: "weekly", digestRoomIds: [den.id], digestHour: 8 });
  await pick("Send me", "Mentions and direct messages");
  await pick("After being unread for", "5 minutes");
  await expect.poll(settings).toMatchObject({ mail: "mentions", mailDelayMinutes: 5 });

  // Away from the chat, Bob is mentioned, and five minutes pass.
  const { id } = await post(
    parley,
    `/rooms/${den.id}/messages`,
    { text: `@${bob.username} the pool is full` },
    ada.token,
  );
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const waits = async () => (await client.query("SELECT 1 FROM job WHERE kind = 'mail.missed'")).rows.length;
  await expect.poll(waits).toBe(1);
  await client.query(
    "UPDATE notification_delivery SET due_at = now() WHERE message_id = $1 AND target = 'mail'",
    [id],
  );
  await client.query("UPDATE job SET run_at = now() WHERE kind = 'mail.missed'");
  const { headers, text, html } = decodeMail(await smtp.mail());
  expect(headers.subject).toBe(`Ada in ${den.name} · Northwind Labs`);

  // Its link leads to the message, where Bob asks why he was told.
  const link = /\S+\/rooms\/\S+\?message=\d+/.exec(text)![0];
  const onThisServer = (url: string) => {
    const { pathname, search } = new URL(url);
    return `${parley.url}${pathname}${search}`;
  };
  await page.goto(onThisServer(link));
  await expect(heard(page)).toContainText("the pool is full");
  await heard(page).getByText("the pool is full").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Why was I notified?" }).click();
  const why = page.getByRole("dialog", { name: "Why was I notified?" });
  await expect(why).toContainText("You were notified.");
  await expect(why.getByRole("listitem").filter({ hasText: "Email" })).toContainText("Sent");

  // The mail as its reader sees it, and the page of its link, in a browser where nobody is logged in.
  const context = await browser.newContext({ baseURL: parley.url, locale: "en-GB" });
  const visitor = await context.newPage();
  await visitor.setContent(html);
  const off = await visitor.getByRole("link", { name: "Turn these emails off" }).getAttribute("href");
  await visitor.goto(onThisServer(off!));
  await expect(visitor.getByRole("heading", { name: "Turn off emails about messages?" })).toBeVisible();
  await expectNoFaults(visitor, "the page of the link");
  for (const word of ["Bob", "Ada", den.name, "bob@example.org"])
    await expect(visitor.locator("body")).not.toContainText(word);
  expect(await settings()).toMatchObject({ mail: "mentions" });
  await visitor.getByRole("button", { name: "Turn these emails off" }).click();
  await expect(visitor.getByRole("heading", { name: "Emails about messages are off" })).toBeVisible();
  expect(await settings()).toMatchObject({ mail: "never", mailDelayMinutes: 5 });
  await visitor.getByRole("button", { name: "Turn them back on" }).click();
  await expect(visitor.getByRole("heading", { name: "Turn off emails about messages?" })).toBeVisible();
  expect(await settings()).toMatchObject({ mail: "mentions" });

  // A mail program posts to the address of the header.
  const oneClick = /<(.*)>/.exec(headers["list-unsubscribe"]!)![1]!;
  const answer = await fetch(onThisServer(oneClick), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  expect(await settings()).toMatchObject({ mail: "never" });
  await visitor.goto(`${parley.url}/unsubscribe?token=forged`);
  await expect(visitor.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();

  await context.close();
  await client.end();
  await parley.stop();
  await Promise.all([postgres.stop(), smtp.stop()]);
});
