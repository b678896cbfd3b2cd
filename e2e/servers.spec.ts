import { startTemporaryPostgres } from "@/lib/platform/postgres/temporary-postgres";
import { startRedis } from "@/tests/support/redis";
import { expect, heard, post, roomOf, say, test, unique } from "./fixtures";
import { startParley } from "./server";

test("two servers on one PostgreSQL and one Redis are one chat", async ({ signedIn }) => {
  const [postgres, redis] = await Promise.all([startTemporaryPostgres(), startRedis()]);
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  // Together: both find an empty database, and one of them makes the tables.
  const [one, two] = await Promise.all([startParley(env), startParley(env)]);
  await post(one, "/auth/register", {
    username: "root",
    password: "correct horse battery",
    registration: "open",
  });

  const [ada, bob] = [await signedIn("Ada", { server: one }), await signedIn("Bob", { server: two })];
  const den = await roomOf(one, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await say(ada.page, "Hello from the first");
  await expect(heard(bob.page)).toContainText("Hello from the first");
  await say(bob.page, "Hello from the second");
  await expect(heard(ada.page)).toContainText("Hello from the second");

  expect(await Promise.all([one.stop(), two.stop()])).toEqual([0, 0]);
  await Promise.all([postgres.stop(), redis.stop()]);
});

test("R01, R13: a server killed in the middle of sending has every message once when it is back", async ({
  signedIn,
}) => {
  const parley = await startParley();
  await post(parley, "/auth/register", {
    username: "root",
    password: "correct horse battery",
    registration: "open",
  });
  const ada = await signedIn("Ada", { server: parley });
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);

  for (let i = 1; i <= 10; i++) await say(ada.page, `before ${i}.`);
  await parley.kill();
  for (let i = 1; i <= 5; i++) await say(ada.page, `during ${i}.`);
  await parley.restart();

  await expect(async () => {
    const response = await fetch(`${parley.url}/api/v1/rooms/${den.id}/messages`, {
      headers: { authorization: `Bearer ${ada.token}` },
    });
    const { items } = (await response.json()) as { items: { text: string; seq: number }[] };
    expect(items.map(({ text }) => text)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => `before ${i + 1}.`),
      ...Array.from({ length: 5 }, (_, i) => `during ${i + 1}.`),
    ]);
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, i) => i + 1));
  }).toPass({ timeout: 30_000 });
  for (const text of ["before 10.", "during 5."])
    await expect(heard(ada.page).getByText(text, { exact: true })).toHaveCount(1);
  expect(await parley.stop()).toBe(0);
});
