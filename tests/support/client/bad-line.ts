import { expect } from "vitest";
import { type Feed, type FeedAction, reduceFeed, startFeed } from "@/lib/client/timeline/feed";
import { HistoryModel } from "./history-model";
import { outgoing } from "./outgoing";

/** One thing that happens in a room or to its reader, and what becomes of the word that tells it. */
export type Step = { what: What; fate: Fate; seq: number };

export const WHATS = [
  ...["send", "send", "send", "mine", "edit", "delete", "react", "pin"],
  ...["older", "newer", "sync", "anew", "jump", "enter", "trim", "late", "late"],
] as const;
export const FATES = ["now", "now", "lost", "twice", "late", "gathered"] as const;

type What = (typeof WHATS)[number];
type Fate = (typeof FATES)[number];

/** For tests: a server, a feed, and between them a line that loses, doubles, delays and reorders. */
export class BadLine {
  readonly history = new HistoryModel();
  readonly #late: (() => void)[] = [];
  /** The newest state of each message that its reader has seen. */
  readonly #seen = new Map<number, { rev: number; isDeleted: boolean }>();
  feed: Feed;

  constructor(startAt: number) {
    for (let i = 0; i < 20; i++) this.history.send("ada");
    this.history.frame();
    const page = startAt > 0 ? this.history.page(6, { after: startAt }) : this.history.page(6);
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
      this.#take({ type: "synced", ...this.history.since(this.feed.rev, 200) });
    if (this.feed.behind === "reload") {
      const { requestId: ask, latestKnownRev: rev } = this.feed;
      this.#take({ type: "reloaded", ask, rev, page: this.history.page(6) });
    }
    expect(this.feed).toMatchObject({ behind: null, rev: this.history.rev, outOfOrder: [] });
  }

  /** After every word the window has no hole, and nothing in it is older than it was seen before. */
  #take(action: FeedAction) {
    this.feed = reduceFeed(this.feed, action);
    const seqs = this.feed.messages.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
    for (const { seq, rev, text, deletedAt } of this.feed.messages) {
      const before = this.#seen.get(seq);
      if (before?.isDeleted) expect(text, "R20: a deleted body is never shown again").toBe("");
      if (before) expect(rev).toBeGreaterThanOrEqual(before.rev);
      this.#seen.set(seq, { rev, isDeleted: deletedAt !== null });
    }
  }

  #tell(fate: Fate, seq: number) {
    const frame = this.history.frame();
    if (!frame || fate === "lost") return;
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
    this.#take({ type: "typed", message: outgoing(clientId) });
    this.history.send("me", clientId);
  }

  #askPage(direction: "older" | "newer") {
    const { messages, hasOlder, hasNewer, loading, behind } = this.feed;
    const edge = direction === "older" ? messages[0] : messages.at(-1);
    const hasMore = direction === "older" ? hasOlder : hasNewer;
    if (!edge || !hasMore || loading || behind) return;
    this.#take({ type: "page-asked", direction });
    const page = this.history.page(5, direction === "older" ? { before: edge.seq } : { after: edge.seq });
    const ask = this.feed.requestId;
    this.#late.push(() => this.#take({ type: "page-came", ask, page }));
  }

  #askSync(limit: number, fate: Fate) {
    const answer = this.history.since(this.feed.rev, limit);
    const arrive = () => this.#take({ type: "synced", ...answer });
    if (fate === "now") arrive();
    else if (fate !== "lost") this.#late.push(arrive);
  }

  #askAnew(what: "anew" | "jump", seq: number) {
    if (what === "jump") this.#take({ type: "reload-wanted" });
    if (this.feed.behind !== "reload") return;
    const { requestId: ask, latestKnownRev: rev, messages } = this.feed;
    const page =
      what === "jump"
        ? this.history.page(6)
        : this.history.page(6, { after: (messages.at(-1)?.seq ?? 3) - 3 });
    const arrive = () => this.#take({ type: "reloaded", ask, rev, page });
    if (seq % 2 === 0) arrive();
    else this.#late.push(arrive);
  }

  /** The room is entered again: the page was rendered now, and comes now, as React shows it. */
  #enter() {
    this.#take({ type: "entered", rev: this.history.rev, page: this.history.page(6) });
  }
}
