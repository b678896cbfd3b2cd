import type { EmojiImageView } from "@/lib/shared/views";
import { call } from "../connection/call";
import { CustomEmoji } from "../emoji/custom-emoji";
import { createStore } from "../state/store";

/** The shortest time between two attempts to read the list, for an emoji that it lacks. */
const PAUSE_MS = 10_000;

/** The workspace's emoji; null until they are there. They are read when one is drawn or chosen. */
export function createEmojiList() {
  const store = createStore((_: CustomEmoji | null, next: CustomEmoji) => next, null);
  let readAt: number | null = null;
  /** Changes that came while the list was on its way, which may be older. */
  let changes: EmojiImageView[] = [];

  async function read() {
    readAt = performance.now();
    changes = [];
    const list = await call("GET /workspace/emoji", {});
    if (list.ok)
      store.dispatch(changes.reduce((all, one) => all.with(one), new CustomEmoji(list.data.items)));
  }

  return {
    store,
    /** Applies an `emoji` frame. */
    apply(changed: EmojiImageView) {
      if (readAt === null) return;
      changes.push(changed);
      const known = store.get();
      if (known) store.dispatch(known.with(changed));
    },
    /** Reads the list again after a gap in the connection. */
    refresh() {
      if (readAt !== null) void read();
    },
    /** Reads the list unless it is there, or again for an emoji that it lacks; not more often than every ten seconds. */
    load(lacking?: string) {
      const known = store.get();
      const isThere = known !== null && (lacking === undefined || known.find(lacking) !== undefined);
      if (!isThere && (readAt === null || performance.now() - readAt > PAUSE_MS)) void read();
    },
  };
}
