import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "@/lib/platform/database/migrations";
import { emptyDatabase } from "@/tests/support/database";
import { testFolder } from "@/tests/support/folder";

/** The migrations before the one that lets a room follow its member's general level. */
async function earlierMigrations(): Promise<string> {
  const folder = testFolder();
  const names = (await readdir("prisma/migrations")).filter((name) => /^\d/.test(name)).sort();
  for (const name of names.slice(
    0,
    names.findIndex((name) => name.endsWith("_notifications")),
  ))
    await cp(join("prisma/migrations", name), join(folder, name), { recursive: true });
  return folder;
}

test("levels that were chosen stay, and the default follows the settings", async () => {
  const { url, drop } = await emptyDatabase();
  onTestFinished(drop);
  await migrate(url, { migrations: await earlierMigrations(), functions: testFolder() });
  const connection = new pg.Client(url);
  await connection.connect();
  onTestFinished(() => connection.end());
  const [ada, a, b, c] = [1, 2, 3, 4].map((i) => `019f0000-0000-7000-8000-00000000000${i}`);
  await connection.query(`
    INSERT INTO "user" (id, username, username_key, display_name) VALUES ('${ada}', 'ada', 'ada', 'Ada');
    INSERT INTO room (id, kind, created_by_id) VALUES
      ('${a}', 'group', '${ada}'), ('${b}', 'group', '${ada}'), ('${c}', 'group', '${ada}');
    INSERT INTO membership (room_id, user_id, notify) VALUES
      ('${a}', '${ada}', DEFAULT), ('${b}', '${ada}', 'mentions'), ('${c}', '${ada}', 'nothing');`);

  await migrate(url);
  const { rows } = await connection.query("SELECT notify FROM membership ORDER BY room_id");
  expect(rows.map(({ notify }) => notify)).toEqual([null, "mentions", "nothing"]);
});
