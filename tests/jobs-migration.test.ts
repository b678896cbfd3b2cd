import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "@/lib/platform/database/migrations";
import { emptyDatabase } from "@/tests/support/database";
import { testFolder } from "@/tests/support/folder";

/** The migrations before the one that makes the table `job`. */
async function earlierMigrations(): Promise<string> {
  const folder = testFolder();
  const names = (await readdir("prisma/migrations")).filter((name) => /^\d/.test(name)).sort();
  const jobs = names.findIndex((name) => name.endsWith("_jobs"));
  for (const name of names.slice(0, jobs))
    await cp(join("prisma/migrations", name), join(folder, name), { recursive: true });
  return folder;
}

test("work that waited before there were jobs becomes jobs", async () => {
  const { url, drop } = await emptyDatabase();
  onTestFinished(drop);
  await migrate(url, { migrations: await earlierMigrations(), functions: testFolder() });
  const connection = new pg.Client(url);
  await connection.connect();
  onTestFinished(() => connection.end());
  const [waiting, room, user] = [1, 2, 3].map((i) => `019f0000-0000-7000-8000-00000000000${i}`);
  await connection.query(`
    INSERT INTO mail (id, "to", subject, text, attempts, sent_at) VALUES
      ('${waiting}', 'ada@example.org', 'Hi', 'sealed', 2, NULL),
      (gen_random_uuid(), 'ada@example.org', 'Sent', '', 1, now()),
      (gen_random_uuid(), 'ada@example.org', 'Given up', '', 10, NULL);
    INSERT INTO "user" (id, username, username_key, display_name, messages_fate) VALUES
      ('${user}', 'gone', 'gone', 'Deleted account', 'erase'), (gen_random_uuid(), 'here', 'here', 'Here', NULL);
    INSERT INTO room (id, kind, created_by_id, deleted_at) VALUES
      ('${room}', 'group', '${user}', now()), (gen_random_uuid(), 'group', '${user}', NULL);`);

  await migrate(url);
  const { rows } = await connection.query(
    "SELECT kind, key, input, attempts, failed_at FROM job ORDER BY kind",
  );
  expect(rows).toEqual([
    {
      kind: "mail.send",
      key: null,
      input: { to: "ada@example.org", subject: "Hi", text: "sealed" },
      attempts: 2,
      failed_at: null,
    },
    { kind: "person.rewrite-messages", key: user, input: { userId: user }, attempts: 0, failed_at: null },
    { kind: "room.purge", key: room, input: { roomId: room }, attempts: 0, failed_at: null },
  ]);
});
