import { setImmediate as breathe } from "node:timers/promises";
import { LIMITS } from "@/lib/shared/limits";
import { bus } from "./bus";
import { Frame } from "./frame";
import type { Hub } from "./hub";
import type { HubSource } from "./hub-source";
import { type PresenceMessage, presence } from "./presence";

const INTERVAL_MS = 1_000;
/** People, and listeners, handled in one turn of the event loop: some milliseconds of work. */
const PEOPLE_SLICE = 50;
const LISTENERS_SLICE = 100;

/**
 * Starts to publish presence: once a second the changes to other processes and to people who share a room, and a beat
 * every LIMITS.presenceBeatMs.
 *
 * @returns a function that stops it, and resolves when the last broadcast is done
 */
export function startPresenceBroadcast(hub: Hub, source: HubSource): () => Promise<void> {
  let lastBeat = 0;
  let broadcasting: Promise<void> | null = null;
  publishPresence({ ...presence().takeMessage(true), asksForAll: true });
  const timer = setInterval(() => {
    presence().expireProcesses();
    const isBeat = performance.now() - lastBeat >= LIMITS.presenceBeatMs;
    if (isBeat) lastBeat = performance.now();
    if (isBeat || presence().hasUnpublished) publishPresence(presence().takeMessage(false));
    broadcasting ??= broadcastChanged(hub, source)
      .catch((error) => console.warn("Presence was not broadcast:", error))
      .finally(() => {
        broadcasting = null;
      });
  }, INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await broadcasting;
  };
}

/** Applies another process's presence message. A process whose count differs from ours is asked for a snapshot. */
export function onPresenceMessage(message: PresenceMessage): void {
  const { wantsAll, lacks } = presence().applyMessage(message);
  if (wantsAll || lacks)
    publishPresence({ ...presence().takeMessage(true), ...(lacks && { asksForAll: true }) });
}

const publishPresence = (message: PresenceMessage) =>
  bus().publish([{ kind: "presence", presence: message }]);

/**
 * Sends one frame for each changed person to themselves and to everyone here who shares a room with them. Each
 * listener gets all frames in one write, because the writes are what costs when thousands connect at once. The event
 * loop gets its turn between slices.
 */
async function broadcastChanged(hub: Hub, source: HubSource): Promise<void> {
  const gone = presence().takeDeparted();
  if (gone.length > 0) await source.recordLastSeen(gone);
  const framesOf = new Map<string, Frame[]>();
  for (let taken = 0; taken < LIMITS.presenceChangesAtOnce; taken += PEOPLE_SLICE) {
    const changed = presence().takeChanged(PEOPLE_SLICE);
    if (changed.length === 0) break;
    const turnedAway = changed.filter((userId) => presence().statusOf(userId) !== "online");
    if (turnedAway.length > 0) await source.onTurnedAway(turnedAway);
    for (const { userId, status, roomIds } of await source.readStatuses(changed)) {
      const frame = Frame.of("user_status", status);
      for (const listener of hub.listenersOf(roomIds).add(userId)) addTo(framesOf, listener, frame);
    }
    await breathe();
  }
  let sent = 0;
  for (const [listener, frames] of framesOf) {
    hub.broadcastToPerson(listener, ...frames);
    if (++sent % LISTENERS_SLICE === 0) await breathe();
  }
}

function addTo(framesOf: Map<string, Frame[]>, listener: string, frame: Frame): void {
  const frames = framesOf.get(listener);
  if (frames) frames.push(frame);
  else framesOf.set(listener, [frame]);
}
