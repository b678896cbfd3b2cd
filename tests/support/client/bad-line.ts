import { expect } from "vitest";
import { type Feed, type FeedAction, reduceFeed, startFeed } from "@/lib/client/timeline/feed";
import { narrowFrame } from "@/lib/shared/messages/timeline-key";
import { HistoryModel } from "./history-model";
import { outgoing } from "./outgoing";

/** One thing that happens in a room or to its reader, and what becomes of the word that tells it. */
export type Step = { what: What; fate: Fate; seq: number };

export const WHATS = [
  ...["send", "send", "answer", "answer", "echo", "mine", "edit", "delete", "react", "pin"],
  ...["older", "newer", "sync", "anew", "jump", "enter", "trim", "late", "late"],
] as const;
export const FATES = ["now", "now", "lost", "twice", "late", "gathered"] as const;

type What = (typeof WHATS)[number];
type Fate = (typeof FATES)[number];

/** The root of the only thread. */
const ROOT = "message-3";
export const ROOM_LINE = "room";
export const THREAD_LINE = `room/${ROOT}`;

/** For tests: a server, the feed of one line, and between them a line that loses, doubles, delays and reorders. */
export class BadLine {
  readonly history = new HistoryModel();
  readonly #late: (() => void)[] = [];
  /** The newest state of each message that its reader has seen. */
  readonly #seen = new Map<number, { rev: number; isDeleted: boolean }>();
  readonly #key: string;
  feed: Feed;

  /** @param key the line that the feed shows */
  constructor(startAt: number, key: string) {
    this.#key = key;
    for (let i = 0; i < 20; i++)
      this.history.send("ada", undefined, undefined, i % 3 === 0 && i > 3 ? { threadId: ROOT } : {});
    this.history.frame();
    const page = startAt > 0 ? this.#page({ after: startAt }) : this.#page();
    this.feed = startFeed(this.history.rev, page);
  }

  play({ what, fate, seq }: Step) {
    const { history } = this;
    const some = (seq % history.seq) + 1;
    if (what === "late") return this.#arrive(seq);
    if (what === "older" || what === "newer") return this.#askPage(what);
    if (what === "sync") return this.#askSync((seq % 12) + 1, fate);
    if (what === "anew" || what === "jump") return this.#askAnew(what, seq);
    if (what === "enter") return this.#enter();
    if (what === "trim") return this.#take({ type: "trimmed", end: seq % 2 ? "older" : "newer", keep: 4 });
    if (what === "mine") this.#sendMine();
    else if (what === "send") history.send("ada");
    else if (what === "answer") history.send("ada", undefined, undefined, { threadId: ROOT });
    else if (what === "echo") history.send("ada", undefined, undefined, { threadId: ROOT, alsoInRoom: true });
    else if (what === "edit") history.edit(some);
    else if (what === "delete") history.delete(some);
    else if (what === "react") history.react(some);
    else history.pin(some);
    if (fate !== "gathered") this.#tell(fate, seq);
  }

  /** The line is good again: all that was late comes, and then the head, as a heartbeat tells it. */
  heal() {
    while (this.#late.length > 0) this.#arrive(0);
    this.#take({ type: "heard", rev: this.history.rev });
    this.#take({ type: "waited" });
    if (this.feed.behind === "sync")
      this.#take({ type: "synced", ...narrowFrame(this.#key, this.history.since(this.feed.rev, 200)) });
    if (this.feed.behind === "reload") {
      const { requestId: ask, latestKnownRev: rev } = this.feed;
      this.#take({ type: "reloaded", ask, rev, page: this.#page() });
    }
    expect(this.feed).toMatchObject({ behind: null, rev: this.history.rev, outOfOrder: [] });
  }

  #page(at = {}, limit = 6) {
    return this.history.page(limit, at, this.#key);
  }

  /** After every word the window has no hole, and nothing in it is older than it was seen before. */
  #take(action: FeedAction) {
    this.feed = reduceFeed(this.feed, action);
    const seqs = this.feed.messages.map(({ seq }) => seq);
    const [first = 0, last = 0] = [seqs[0], seqs.at(-1)];
    const line = this.history.line(this.#key).map(({ seq }) => seq);
    expect(seqs).toEqual(line.filter((seq) => seq >= first && seq <= last));
    for (const { seq, rev, text, deletedAt } of this.feed.messages) {
      const before = this.#seen.get(seq);
      if (before?.isDeleted) expect(text, "R20: a deleted body is never shown again").toBe("");
      if (before) expect(rev).toBeGreaterThanOrEqual(before.rev);
      this.#seen.set(seq, { rev, isDeleted: deletedAt !== null });
    }
  }

  #tell(fate: Fate, seq: number) {
    const told = this.history.frame();
    if (!told || fate === "lost") return;
    const frame = narrowFrame(this.#key, told);
    if (fate === "late") this.#late.push(() => this.#take({ type: "frame", frame }));
    else this.#take({ type: "frame", frame });
    if (fate === "twice") this.#take({ type: "frame", frame });
    if (seq % 3 === 0) this.#arrive(seq);
  }

  #arrive(which: number) {
    for (const arrive of this.#late.splice(which % Math.max(1, this.#late.length), 1)) arrive();
  }

  #sendMine() {
    const clientId = `mine-${this.history.seq}`;
    const place = this.#key === ROOM_LINE ? {} : { threadId: ROOT };
    this.#take({ type: "typed", message: outgoing(clientId) });
    this.history.send("me", clientId, undefined, place);
  }

  #askPage(direction: "older" | "newer") {
    const { messages, hasOlder, hasNewer, loading, behind } = this.feed;
    const edge = direction === "older" ? messages[0] : messages.at(-1);
    const hasMore = direction === "older" ? hasOlder : hasNewer;
    if (!edge || !hasMore || loading || behind) return;
    this.#take({ type: "page-asked", direction });
    const page = this.#page(direction === "older" ? { before: edge.seq } : { after: edge.seq }, 5);
    const ask = this.feed.requestId;
    this.#late.push(() => this.#take({ type: "page-came", ask, page }));
  }

  #askSync(limit: number, fate: Fate) {
    const answer = narrowFrame(this.#key, this.history.since(this.feed.rev, limit));
    const arrive = () => this.#take({ type: "synced", ...answer });
    if (fate === "now") arrive();
    else if (fate !== "lost") this.#late.push(arrive);
  }

  #askAnew(what: "anew" | "jump", seq: number) {
    if (what === "jump") this.#take({ type: "reload-wanted" });
    if (this.feed.behind !== "reload") return;
    const { requestId: ask, latestKnownRev: rev, messages } = this.feed;
    const page = what === "jump" ? this.#page() : this.#page({ after: (messages.at(-1)?.seq ?? 3) - 3 });
    const arrive = () => this.#take({ type: "reloaded", ask, rev, page });
    if (seq % 2 === 0) arrive();
    else this.#late.push(arrive);
  }

  /** The room is entered again: the page was rendered now, and comes now, as React shows it. */
  #enter() {
    this.#take({ type: "entered", rev: this.history.rev, page: this.#page() });
  }
}
