import type { MessageView } from "@/lib/shared/views";
import { createStore } from "../state/store";

/** Replied-to messages outside the room's window, by room and `seq`. */
type Quotes = Readonly<Record<string, MessageView | "missing">>;

export const quoteKey = (roomId: string, seq: number) => `${roomId} ${seq}`;

type QuoteAction =
  | { type: "came"; roomId: string; seqs: readonly number[]; items: readonly MessageView[] }
  | { type: "changed"; items: readonly MessageView[] };

/** Reduces the quotes. A message that was requested and not returned is hidden from this reader. */
function reduceQuotes(quotes: Quotes, action: QuoteAction): Quotes {
  const entries = action.items.map((message) => [quoteKey(message.roomId, message.seq), message] as const);
  if (action.type === "changed") {
    const known = entries.filter(([key, message]) => key in quotes && isNewer(message, quotes[key]));
    return known.length === 0 ? quotes : { ...quotes, ...Object.fromEntries(known) };
  }
  const missing = action.seqs.map((seq) => [quoteKey(action.roomId, seq), "missing"] as const);
  return { ...quotes, ...Object.fromEntries(missing), ...Object.fromEntries(entries) };
}

const isNewer = (message: MessageView, known: MessageView | "missing" | undefined) =>
  typeof known !== "object" || message.rev > known.rev;

type ReadMessages = (roomId: string, seqs: readonly number[]) => Promise<MessageView[] | null>;

/** Requests are gathered for this long, in ms, and at most `AT_ONCE` messages are requested together. */
const GATHER_MS = 30;
const AT_ONCE = 100;

/** Fetches messages that others reply to, each once, batched by room. */
export function createQuotes(read: ReadMessages) {
  const store = createStore(reduceQuotes, {} as Quotes);
  const wanted = new Map<string, Set<number>>();
  /** Pending requests, with changes that arrived meanwhile: the answer may be older than those. */
  const asked = new Map<string, MessageView | null>();

  async function readSome(roomId: string, seqs: number[]) {
    const items = await read(roomId, seqs);
    const changed = seqs.flatMap((seq) => asked.get(quoteKey(roomId, seq)) ?? []);
    for (const seq of seqs) asked.delete(quoteKey(roomId, seq));
    if (items) store.dispatch({ type: "came", roomId, seqs, items });
    if (items && changed.length > 0) store.dispatch({ type: "changed", items: changed });
  }

  function readRoom(roomId: string) {
    const seqs = [...(wanted.get(roomId) ?? [])];
    wanted.delete(roomId);
    for (let at = 0; at < seqs.length; at += AT_ONCE) void readSome(roomId, seqs.slice(at, at + AT_ONCE));
  }

  return {
    store,
    load(roomId: string, seq: number) {
      const key = quoteKey(roomId, seq);
      if (store.get()[key] || asked.has(key)) return;
      asked.set(key, null);
      const seqs = wanted.get(roomId);
      if (seqs) return void seqs.add(seq);
      wanted.set(roomId, new Set([seq]));
      setTimeout(() => readRoom(roomId), GATHER_MS);
    },
    /** Applies changed messages to the quotes. */
    onChanged(items: readonly MessageView[]) {
      for (const item of items) {
        const key = quoteKey(item.roomId, item.seq);
        if (asked.has(key)) asked.set(key, item);
      }
      store.dispatch({ type: "changed", items });
    },
  };
}
