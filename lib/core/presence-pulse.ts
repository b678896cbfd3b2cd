import { LIMITS } from "@/lib/shared/limits";
import { bus } from "./bus";
import { Frame } from "./frame";
import type { Hub } from "./hub";
import type { HubSource } from "./hub-source";
import { type PresenceNotice, presence } from "./presence";

const PULSE_MS = 1_000;

/**
 * Lets the processes know of each other's people, and people of those who share a room with them: once a second what
 * changed, every LIMITS.presenceBeatMs that this process lives. Gives the way to stop.
 */
export function startPulse(hub: Hub, source: HubSource): () => void {
  let lastBeat = 0;
  say({ ...presence().notice(true), isAsking: true });
  const timer = setInterval(() => {
    presence().expire();
    const isBeat = performance.now() - lastBeat >= LIMITS.presenceBeatMs;
    if (isBeat) lastBeat = performance.now();
    if (isBeat || presence().hasNews) say(presence().notice(false));
    void tellChanged(hub, source).catch((error) => console.warn("Nobody was told who is there:", error));
  }, PULSE_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Another process told of its people. One that counts otherwise than we do is asked for all of them. */
export function hearPresence(notice: PresenceNotice): void {
  const { wantsAll, lacks } = presence().hear(notice);
  if (wantsAll || lacks) say({ ...presence().notice(true), ...(lacks && { isAsking: true }) });
}

const say = (notice: PresenceNotice) => bus().publish([{ kind: "presence", notice }]);

/** One frame for each person of whom something is new, to everyone here who shares a room with them, and to themselves. */
async function tellChanged(hub: Hub, source: HubSource): Promise<void> {
  const gone = presence().takeGone();
  if (gone.length > 0) await source.noteSeen(gone);
  const changed = presence().takeChanged();
  if (changed.length === 0) return;
  for (const { userId, status, roomIds } of await source.readStatuses(changed)) {
    const frame = Frame.of("user_status", status);
    for (const listener of hub.listenersOf(roomIds).add(userId)) hub.tellPerson(listener, frame);
  }
}
