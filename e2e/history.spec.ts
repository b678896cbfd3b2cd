import type { Page } from "@playwright/test";
import pg from "pg";
import { startTemporaryPostgres } from "@/lib/platform/postgres/temporary-postgres";
import { test as base, composer, expect, heard, post, roomOf, type Someone, say, unique } from "./fixtures";
import { type Parley, startParley } from "./server";

type Long = { parley: Parley; database: pg.Client };

/** A server on a database that the test may fill by itself. */
const test = base.extend<object, { long: Long }>({
  long: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern
    async ({}, use) => {
      const postgres = await startTemporaryPostgres();
      const parley = await startParley({ DATABASE_URL: postgres.url });
      await post(parley, "/auth/register", {
        username: "root",
        password: "correct horse battery",
        registration: "open",
      });
      const database = new pg.Client(postgres.url);
      await database.connect();
      await use({ parley, database });
      await database.end();
      await parley.stop();
      await postgres.stop();
    },
    { scope: "worker" },
  ],
});

const FIRST_DAY = "2025-03-01";

/** Past the doors: so many messages, of one line to twelve, twenty a day, by two people in turn. Gives the first `seq`. */
async function fill({ database }: Long, roomId: string, count: number): Promise<number> {
  const { rows } = await database.query("SELECT seq, rev FROM room WHERE id = $1", [roomId]);
  const { seq, rev } = rows[0];
  await database.query(
    `INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
     SELECT gen_random_uuid(), $1::uuid, $3 + n, $4 + n, p.ids[1 + n / 3 % 2], 'past ' || n,
            'past ' || n || '.' || repeat(E'\\nand **one more** line', n * 7 % 12),
            $5::timestamptz + n / 20 * interval '1 day' + n % 20 * interval '1 minute'
       FROM generate_series(1, $2::int) n, (SELECT array_agg(user_id) AS ids FROM membership WHERE room_id = $1::uuid) p`,
    [roomId, count, seq, rev, `${FIRST_DAY}T12:00:00Z`],
  );
  await database.query("UPDATE room SET seq = seq + $2, rev = rev + $2 WHERE id = $1", [roomId, count]);
  await database.query("UPDATE membership SET last_read_seq = $2 WHERE room_id = $1", [roomId, seq + count]);
  return seq + 1;
}

async function longRoom(
  long: Long,
  signedIn: (name: string, options: { server: Parley }) => Promise<Someone>,
  count: number,
) {
  const [ada, bob] = [
    await signedIn("Ada", { server: long.parley }),
    await signedIn("Bob", { server: long.parley }),
  ];
  const den = await roomOf(long.parley, unique("Den"), [ada, bob]);
  const first = await fill(long, den.id, count);
  return { ada, bob, den, first };
}

/** A screen at a time, that is more than four times what the way through two thousand messages takes. */
const MOST_STEPS = 2_400;

/**
 * Scrolls on to the message `goal` and as far as it goes, and looks at each step: how many rows there are at most,
 * whether their numbers have holes, and by how many pixels the row that one reads came to stand elsewhere than it was
 * scrolled to.
 */
function scrollThrough(page: Page, by: number, goal: number) {
  return heard(page).evaluate(
    async (list, { by, goal, most }) => {
      const rows = () => [...list.querySelectorAll<HTMLElement>("[data-seq]")];
      const seqs = () => rows().map((row) => Number(row.dataset.seq));
      const frames = async (count: number) => {
        for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
      };
      const seen = { most: 0, holes: 0, jump: 0, lowest: Number.POSITIVE_INFINITY, highest: 0 };
      let now = seqs();
      let isThere = false;
      for (let steps = 0; !isThere && steps < most; steps++) {
        const edge = list.getBoundingClientRect();
        const middle = rows().find((row) => row.getBoundingClientRect().bottom > edge.top + edge.height / 2);
        // By its lower end: a message that comes before it may take the name off its head.
        const before = middle?.getBoundingClientRect().bottom ?? 0;
        const at = list.scrollTop;
        list.scrollTop += by;
        const moved = list.scrollTop - at;
        isThere = moved === 0 && now.includes(goal);
        await frames(2);
        if (middle?.isConnected)
          seen.jump = Math.max(seen.jump, Math.abs(before - moved - middle.getBoundingClientRect().bottom));
        now = seqs();
        seen.most = Math.max(seen.most, now.length);
        seen.holes += now.filter((seq, i) => i > 0 && seq !== now[i - 1]! + 1).length;
        seen.lowest = Math.min(seen.lowest, now[0]!);
        seen.highest = Math.max(seen.highest, now.at(-1)!);
      }
      return seen;
    },
    { by, goal, most: MOST_STEPS },
  );
}

const message = (page: Page, seq: number) => heard(page).locator(`[data-seq="${seq}"]`);

test("thousands of messages scroll both ways without a jump or a large page", async ({ long, signedIn }) => {
  // Forty pages each way, a screen at a time.
  test.slow();
  const { ada, den, first } = await longRoom(long, signedIn, 2_000);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(ada.page).getByText("past 2000.")).toBeInViewport();

  const up = await scrollThrough(ada.page, -700, first);
  expect(up).toMatchObject({ holes: 0, lowest: first });
  expect(up.most).toBeLessThanOrEqual(300);
  expect(up.jump).toBeLessThan(2);
  await expect(message(ada.page, first)).toBeInViewport();
  await expect(heard(ada.page)).not.toContainText("past 2000.");

  const down = await scrollThrough(ada.page, 700, first + 1_999);
  expect(down).toMatchObject({ holes: 0, highest: first + 1_999 });
  expect(down.most).toBeLessThanOrEqual(300);
  expect(down.jump).toBeLessThan(2);
  await expect(heard(ada.page).getByText("past 2000.")).toBeInViewport();
});

test("new messages below are counted, move nothing, and are a press away", async ({ long, signedIn }) => {
  const { ada, bob, den, first } = await longRoom(long, signedIn, 400);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await scrollThrough(ada.page, -2_000, first);
  const top = message(ada.page, first);
  const before = await top.boundingBox();
  for (const text of ["fresh one", "fresh two"])
    await post(long.parley, `/rooms/${den.id}/messages`, { text }, bob.token);
  await expect(ada.page.getByRole("button", { name: "2 new messages" })).toBeVisible();
  expect(await top.boundingBox()).toEqual(before);
  await ada.page.getByRole("button", { name: "2 new messages" }).click();
  await expect(heard(ada.page).getByText("fresh two")).toBeInViewport();
  await expect(ada.page.getByRole("button", { name: "2 new messages" })).toHaveCount(0);

  await scrollThrough(ada.page, -2_000, first);
  await expect(message(ada.page, first)).toBeInViewport();
  await heard(ada.page).press("End");
  await expect(heard(ada.page).getByText("fresh two")).toBeInViewport();
});

test("the New line is found from anywhere, outlasts posting, ends with Escape", async ({
  long,
  signedIn,
}) => {
  const { ada, den, first } = await longRoom(long, signedIn, 400);
  await long.database.query(
    'UPDATE membership SET last_read_seq = $2 WHERE room_id = $1 AND user_id = (SELECT id FROM "user" WHERE username = $3)',
    [den.id, first + 99, ada.username],
  );
  const line = heard(ada.page).getByRole("heading", { name: "New", exact: true });
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}?message=${first + 395}`);
  await expect(heard(ada.page).getByText("past 396.")).toBeInViewport();
  await expect(line).toHaveCount(0);

  await ada.page.getByRole("button", { name: "Jump to first unread" }).click();
  await expect(line).toBeInViewport();
  await expect(ada.page.getByRole("button", { name: "Jump to first unread" })).toHaveCount(0);
  await say(ada.page, "I am here now");
  await expect(heard(ada.page).getByText("I am here now")).toBeInViewport();
  await expect(heard(ada.page).locator("[aria-busy=true]")).toHaveCount(0);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(ada.page).getByText("I am here now")).toBeInViewport();
});

test("the New line stays while its reader posts, and goes with Escape", async ({ long, signedIn }) => {
  const { ada, bob, den } = await longRoom(long, signedIn, 5);
  await post(long.parley, `/rooms/${den.id}/messages`, { text: "unheard" }, bob.token);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const line = heard(ada.page).getByRole("heading", { name: "New", exact: true });
  await expect(line).toBeVisible();
  await say(ada.page, "An answer");
  await expect(heard(ada.page).getByText("An answer")).toBeVisible();
  await expect(line).toBeVisible();
  await composer(ada.page).press("Escape");
  await expect(line).toHaveCount(0);
});

test("the day shows while scrolling, fades, and leads to other days", async ({ long, signedIn }) => {
  const { ada, den, first } = await longRoom(long, signedIn, 2_000);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const day = heard(ada.page).getByRole("heading").getByRole("button", { name: "8 June 2025" });
  await expect(day).toBeInViewport();

  await expect(day).toHaveCSS("opacity", "0");
  await heard(ada.page).hover();
  const dialog = ada.page.getByRole("dialog", { name: "Jump to a date" });
  await expect(async () => {
    await ada.page.mouse.wheel(0, -60);
    await expect(day).toHaveCSS("opacity", "1", { timeout: 1_000 });
    await day.click({ timeout: 500 });
  }).toPass();
  for (let month = 0; month < 2; month++)
    await dialog.getByRole("button", { name: "Previous month" }).click();
  await dialog.getByRole("button", { name: /^Tuesday,? 1 April 2025$/ }).click();
  // Twenty a day: thirty-one days after the first one.
  const wanted = message(ada.page, first - 1 + 31 * 20);
  await expect(wanted).toBeInViewport();
  await expect(wanted).toBeFocused();
  await expect(heard(ada.page).getByRole("button", { name: "1 April 2025" })).toBeInViewport();
});
