import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import type pg from "pg";
import { type Parley, SECRET } from "@/e2e/server";
import playwright from "@/playwright.config";
import type { BenchEnvironment } from "../environment";
import { type BenchPerson, makePeople, makeRooms } from "../world";

/** Number of rooms of the person, of messages in each, and in the first one. */
type Size = { name: string; rooms: number; inEach: number; inLargest: number };
const USUAL: Size = { name: "ui", rooms: 30, inEach: 400, inLargest: 1_000_000 };

/** One person at a browser, in rooms with a history; the first room has a very long one. */
export type BenchSession = {
  parley: Parley;
  me: BenchPerson;
  other: BenchPerson;
  roomIds: string[];
  /** Adds others' messages to a room up to this number, directly in the database. */
  sayUpTo(roomId: string, seq: number): Promise<void>;
  /** A page in a new browser. */
  freshPage(): Promise<BenchPage>;
  close(): Promise<void>;
};

export type BenchPage = { page: Page; cdp: CDPSession; leave(): Promise<void> };

export async function openBenchSession(place: BenchEnvironment, size = USUAL): Promise<BenchSession> {
  const url = await place.database(size.name);
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const db = await place.connect(url);
  const [me, ...others] = (await makePeople(db, 12)) as [BenchPerson, ...BenchPerson[]];
  const rooms = Array.from({ length: size.rooms }, () => [me, ...others]);
  const roomIds = await makeRooms(db, rooms);
  for (const [index, roomId] of roomIds.entries())
    await fill(db, roomId, others, 1, index === 0 ? size.inLargest : size.inEach);
  await db.query("UPDATE membership m SET last_read_seq = r.seq FROM room r WHERE r.id = m.room_id");
  await db.query("VACUUM ANALYZE");
  const [project] = playwright.projects ?? [];
  const browser = await chromium.launch(project?.use?.launchOptions ?? {});
  return {
    parley,
    me,
    other: others[0]!,
    roomIds,
    async sayUpTo(roomId, seq) {
      const { rows } = await db.query("SELECT seq FROM room WHERE id = $1", [roomId]);
      await fill(db, roomId, others, rows[0].seq + 1, seq);
    },
    freshPage: () => openPage(browser, parley, me),
    close: () => browser.close(),
  };
}

/** Realistic texts: most are short, every fifth has formatting, every thirtieth is code. */
async function fill(db: pg.Client, roomId: string, senders: BenchPerson[], first: number, last: number) {
  await db.query(
    `INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
     SELECT gen_random_uuid(), $1::uuid, n, n + 1, ($2::uuid[])[1 + n / 3 % $3], n || ' ' || $1::text,
            CASE WHEN n % 30 = 0 THEN E'\`\`\`ts\nconst answer = ' || n || E';\nreturn answer;\n\`\`\`'
                 WHEN n % 5 = 0 THEN 'See **' || n || '** and \`code\` at https://example.org/' || n
                 ELSE 'Message ' || n || repeat(' of a history as it is', n * 7 % 11) END,
            now() - ($4 - n) * interval '7 minutes'
       FROM generate_series($5::int, $4::int) n`,
    [roomId, senders.map(({ userId }) => userId), senders.length, last, first],
  );
  await db.query("UPDATE room SET seq = $2, rev = $2 + 1 WHERE id = $1", [roomId, last]);
}

async function openPage(
  browser: Browser,
  parley: Parley,
  { sessionId, userId }: BenchPerson,
): Promise<BenchPage> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1360, height: 820 },
    locale: "en-GB",
  });
  const value = await encode({ token: { sessionId, userId }, secret: SECRET });
  await context.addCookies([
    { name: "parley.session", value, url: parley.url, httpOnly: true, sameSite: "Lax" },
  ]);
  // esbuild compiled the functions for the page, and wraps them in this to keep their names.
  await context.addInitScript("globalThis.__name = (each) => each");
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page), leave: () => context.close() };
}

/** Opens a room and waits until the page is hydrated. */
export async function enterRoom({ page }: BenchPage, desk: BenchSession, index: number): Promise<void> {
  await page.goto(`${desk.parley.url}/rooms/${desk.roomIds[index]}`);
  await page.getByRole("log").locator("[data-seq]").last().waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
}
