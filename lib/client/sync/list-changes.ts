import type { ServerFrames } from "@/lib/shared/live";
import type { ActivityHead, EmojiImageView, ThreadState } from "@/lib/shared/views";
import { createEmitter } from "../state/emitter";
import type { ScheduledChange } from "./scheduled";

/** A change of my threads: my state in one, threads read in a room or everywhere, or null after a gap. */
export type ThreadChange = ThreadState | { readIn: string | null } | null;

/** Changes of lists whose scripts are loaded by what shows them; null where the list must be read again. */
export const createListChanges = () => ({
  scheduled: createEmitter<ScheduledChange | null>(),
  activity: createEmitter<ActivityHead | null>(),
  emoji: createEmitter<EmojiImageView | null>(),
  threads: createEmitter<ThreadChange>(),
  confirmations: createEmitter<ServerFrames["confirmation"] | null>(),
  votes: createEmitter<ServerFrames["poll_vote"] | null>(),
});
