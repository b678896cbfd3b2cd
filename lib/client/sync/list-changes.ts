import type { ActivityHead, EmojiImageView } from "@/lib/shared/views";
import { createEmitter } from "../state/emitter";
import type { ScheduledChange } from "./scheduled";

/** Changes of lists whose scripts are loaded by what shows them; null where the list must be read again. */
export const createListChanges = () => ({
  scheduled: createEmitter<ScheduledChange | null>(),
  activity: createEmitter<ActivityHead | null>(),
  emoji: createEmitter<EmojiImageView | null>(),
});
