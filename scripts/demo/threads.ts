import { sqlOf } from "@/lib/delivery/commit";
import { resolveMentions } from "@/lib/domain/messages/mentions/mentions";
import { append } from "@/lib/domain/messages/send/append";
import { type NewMessage, PLAIN_MESSAGE } from "@/lib/domain/messages/send/new-message";
import { db, type Tx } from "@/lib/platform/database/db";
import type { Workspace } from "./northwind";
import type { MessageRow } from "./room-log";

/** A thread: how its root begins, and its replies. A reply with `+` is shown in the room too. */
type DemoThread = { room: string; root: string; replies: readonly [username: string, text: string][] };

const THREADS: readonly DemoThread[] = [
  {
    room: "platform",
    root: "Postgres 18 is on staging",
    replies: [
      ["tom", "Is that with the same data, or the small copy?"],
      ["marta", "Same data, restored from last night."],
      ["lukas", "Then I'm sold. What about the extensions?"],
      ["marta", "All four are there. `pg_stat_statements` needs one new setting."],
      ["tom", "Then let's do production on Monday"],
    ],
  },
  {
    room: "platform",
    root: "Коллеги, поднимаю лимит",
    replies: [
      ["tom", "Why 200 and not 150? The replica has less memory."],
      ["anna", "Считала с запасом: 12 серверов по 14, плюс отчёты. На реплике останется 150."],
      ["marta", "Good. @dmitry, can you keep the dashboard open while it runs?"],
      ["dmitry", "Yes, from the first minute."],
      ["roman", "Отчёты остановлю заранее."],
      ["anna", "Дежурю сама, но дашборд открыт."],
      ["marta", "Perfect. Lunch is on me."],
    ],
  },
  {
    room: "design",
    root: "",
    replies: [
      ["chloe", "Two more ideas in the file, page 3."],
      ["marta", "+The second one, without the shadow."],
    ],
  },
];

/** Between two replies, in ms. */
const GAP_MS = 90_000;

/**
 * Writes threads as the writer does, so that roots, followers and counts are right, and moves their times back to just after
 * their roots, but for those that the room shows too. One thread has replies that the administrator has not read.
 */
export async function addThreads({ users, rooms, messages, memberships }: Workspace): Promise<void> {
  const idOf = (username: string) => users.find((one) => one.username === username)?.id;
  await db().$transaction(
    async (tx) => {
      for (const { room, root, replies } of THREADS) {
        const roomId = rooms.find(({ name }) => name === room)?.id ?? "";
        const isIn = (userId: string) =>
          memberships.some((one) => one.roomId === roomId && one.userId === userId);
        const first = messages.findLast(
          (one) => one.roomId === roomId && one.kind !== "system" && one.text.startsWith(root),
        );
        const said = replies.flatMap(([username, text]) => {
          const userId = idOf(username);
          return userId && isIn(userId) ? [{ userId, text }] : [];
        });
        if (first) await answerIn(tx, first, said);
      }
    },
    { timeout: 60_000 },
  );
}

async function answerIn(tx: Tx, root: MessageRow, said: { userId: string; text: string }[]): Promise<void> {
  for (const [index, { userId, text }] of said.entries()) {
    const alsoInRoom = text.startsWith("+");
    const shown = text.replace(/^\+/, "");
    const reply: NewMessage = {
      ...PLAIN_MESSAGE,
      roomId: root.roomId,
      sender: { userId, revokedBy: "account" },
      clientId: `demo-thread-${root.seq}-${index}`,
      text: shown,
      threadId: root.id,
      alsoInRoom,
      mentions: await resolveMentions(root.roomId, shown),
    };
    const { outcomes } = await append.write(sqlOf(tx), [reply]);
    if (!outcomes[0]?.ok) throw outcomes[0]?.error;
  }
  const first = root.createdAt.getTime() + GAP_MS;
  const until = Math.min(Date.now(), first + said.length * GAP_MS);
  await tx.$executeRaw`
    UPDATE message x SET created_at = to_timestamp(${first / 1_000}::float8)
             + (n.place - 1) * make_interval(secs => ${(until - first) / said.length / 1_000}::float8)
      FROM (SELECT id, row_number() OVER (ORDER BY seq) AS place FROM message
             WHERE thread_id = ${root.id}::uuid AND NOT also_in_room) n
     WHERE x.id = n.id`;
  await tx.$executeRaw`
    UPDATE message SET thread_last_at = (SELECT max(created_at) FROM message WHERE thread_id = ${root.id}::uuid)
     WHERE id = ${root.id}::uuid`;
}
