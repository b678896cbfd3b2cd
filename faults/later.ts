import { setTimeout as wait } from "node:timers/promises";
import type { FaultEnvironment } from "./environment";
import type { Violations } from "./ledger";

/** A message that was promised for a later moment, or a reminder whose note was. */
type Promised = { userId: string; text: string };

/** A message that was acknowledged and calls a person with a device. */
type Call = { messageId: string; device: string };

/** Everything that was acknowledged for later: scheduled messages, reminders and pushes. */
export class LaterPromises {
  readonly scheduled: Promised[] = [];
  readonly reminders: Promised[] = [];
  readonly calls: Call[] = [];
}

/** The leases of two dead processes, one after the other. */
const SENT_MS = 150_000;
/** Pushes are tried again with growing waits. */
const PUSHED_MS = 300_000;

const WAITING = "SELECT count(*)::int AS count FROM scheduled_message WHERE state = 'waiting'";
const REMINDING = "SELECT count(*)::int AS count FROM reminder WHERE wake_at IS NOT NULL";
const PUSHING = "SELECT count(*)::int AS count FROM notification_delivery WHERE state = 'waiting'";

/** Waits until no scheduled message waits, so that a room rests. */
export const untilSent = (environment: FaultEnvironment, violations: Violations) =>
  untilNone(environment, violations, { sql: WAITING, ms: SENT_MS, what: "scheduled messages" });

/** Waits until every reminder has come and every push has left. */
export async function untilAllCame(environment: FaultEnvironment, violations: Violations): Promise<void> {
  await untilNone(environment, violations, { sql: REMINDING, ms: SENT_MS, what: "reminders" });
  await untilNone(environment, violations, { sql: PUSHING, ms: PUSHED_MS, what: "pushes" });
}

type Outstanding = { sql: string; ms: number; what: string };

async function untilNone(
  environment: FaultEnvironment,
  violations: Violations,
  { sql, ms, what }: Outstanding,
): Promise<void> {
  for (const until = performance.now() + ms; ; await wait(100)) {
    const [left] = await environment.rows<{ count: number }>(sql);
    if (left?.count === 0) return;
    if (performance.now() > until) return violations.note("lost", `${left?.count} ${what} still wait`);
  }
}

/** Compares what was promised for later with the rows and with what the devices were sent. */
export async function compareLater(
  environment: FaultEnvironment,
  { scheduled, reminders, calls }: LaterPromises,
  violations: Violations,
): Promise<void> {
  const sent = await environment.rows<Promised>(
    `SELECT sender_id AS "userId", text FROM message WHERE text LIKE 'later %'`,
  );
  compareTexts("scheduled message", scheduled, sent, violations);
  const notes = await environment.rows<Promised>(
    `SELECT p.user_id AS "userId", replace(m.text, '**Reminder:** ', '') AS text
       FROM message m JOIN "user" b ON b.id = m.sender_id AND b.workspace_bot JOIN membership p ON p.room_id = m.room_id
      WHERE p.user_id <> b.id`,
  );
  compareTexts("reminder", reminders, notes, violations);
  await compareCalls(environment, calls, violations);
}

/** Each promised text is there once. One that was not promised may be there: its answer was lost. */
function compareTexts(what: string, promised: Promised[], rows: Promised[], violations: Violations): void {
  const counts = new Map<string, number>();
  const keyOf = ({ userId, text }: Promised) => `${userId} ${text}`;
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  for (const [key, count] of counts)
    if (count > 1) violations.note("doubled", `${what} ${key} came ${count} times`);
  for (const one of promised)
    if (!counts.has(keyOf(one))) violations.note("lost", `${what} ${keyOf(one)} did not come`);
}

/**
 * Each call has one delivery, which was sent, and came. After the death of a process a push may come twice; the worker shows
 * it once, by its message (e2e/push.spec.ts).
 */
async function compareCalls(
  { rows, pushes }: FaultEnvironment,
  calls: readonly Call[],
  violations: Violations,
): Promise<void> {
  const came = new Set(pushes.arrivals.map(({ device, messageId }) => `${device} ${messageId}`));
  for (const { device, messageId } of calls)
    if (!came.has(`${device} ${messageId}`))
      violations.note("lost", `push ${device} ${messageId} did not come`);
  const odd = await rows<{ state: string; reason: string | null; count: number }>(
    "SELECT state, reason, count(*)::int AS count FROM notification_delivery WHERE state <> 'sent' GROUP BY 1, 2",
  );
  for (const { state, reason, count } of odd)
    violations.note("lost", `${count} pushes are ${state}: ${reason ?? "no reason"}`);
}
