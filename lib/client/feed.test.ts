import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Feed, isWaiting, reduceFeed, startFeed } from "./feed";
import { HistoryModel } from "./history-model";

const draft = (clientId: string) => ({ clientId, roomId: "room", text: "hello", createdAt: "" });

/** A room of five messages, wholly loaded. */
function fiveMessages() {
  const history = new HistoryModel();
  for (let i = 0; i < 5; i++) history.send("ada");
  history.frame();
  return { history, feed: startFeed(history.rev, history.page(50)) };
}

describe("frames", () => {
  test("the next frame moves the feed forward", () => {
    const { history, feed } = fiveMessages();
    history.send("bob");
    const after = reduceFeed(feed, { type: "frame", frame: history.frame()! });
    expect(after.messages).toEqual(history.messages);
    expect(after.rev).toBe(6);
  });

  test("a frame that came too early waits for the one before it", () => {
    const { history, feed } = fiveMessages();
    history.send("bob");
    const first = history.frame()!;
    history.edit(2);
    const second = history.frame()!;

    const early = reduceFeed(feed, { type: "frame", frame: second });
    expect(early.messages).toEqual(feed.messages);
    expect(isWaiting(early)).toBe(true);

    const whole = reduceFeed(early, { type: "frame", frame: first });
    expect(whole.messages).toEqual(history.messages);
    expect(isWaiting(whole)).toBe(false);
  });

  test("a gap that does not close by itself makes the feed ask", () => {
    const { history, feed } = fiveMessages();
    history.send("bob");
    history.frame();
    history.send("bob");
    const gapped = reduceFeed(feed, { type: "frame", frame: history.frame()! });
    expect(gapped.behind).toBeNull();
    const behind = reduceFeed(gapped, { type: "waited" });
    expect(behind.behind).toBe("sync");
    const healed = reduceFeed(behind, { type: "synced", ...history.since(behind.rev) });
    expect(healed.messages).toEqual(history.messages);
    expect(healed.behind).toBeNull();
  });

  test("an older page never overwrites a newer message", () => {
    const history = new HistoryModel();
    for (let i = 0; i < 10; i++) history.send("ada");
    history.frame();
    const feed = startFeed(history.rev, history.page(4));
    const asked = reduceFeed(feed, { type: "page-asked", direction: "older" });
    const stale = history.page(4, { before: 7 });
    history.edit(5);
    const edited = reduceFeed(asked, { type: "frame", frame: history.frame()! });
    const after = reduceFeed(edited, { type: "page-came", direction: "older", page: stale });
    expect(after.messages).toEqual(history.messages.slice(2));
  });

  test("a frame from before the rendered page never takes a message back", () => {
    const { history } = fiveMessages();
    const rev = history.rev;
    history.edit(3);
    const older = history.frame()!;
    history.edit(3);
    const feed = startFeed(rev, history.page(50));
    const after = reduceFeed(feed, { type: "frame", frame: older });
    expect(after.messages).toEqual(history.messages);
    expect(after.rev).toBe(older.rev);
  });

  test("too much changed: the window is read anew", () => {
    const { history, feed } = fiveMessages();
    for (let i = 0; i < 30; i++) history.send("bob");
    const behind = reduceFeed(feed, { type: "synced", ...history.since(feed.rev, 10) });
    expect(behind.behind).toBe("reload");
    const whole = reduceFeed(behind, { type: "reloaded", rev: history.rev, page: history.page(10) });
    expect(whole.messages).toEqual(history.messages.slice(-10));
    expect(whole).toMatchObject({ behind: null, hasOlder: true, hasNewer: false });
  });
});

describe("sending", () => {
  test("a message is shown at once, and becomes the committed one when that comes", () => {
    const { history, feed } = fiveMessages();
    const typed = reduceFeed(feed, { type: "typed", draft: draft("c1") });
    expect(typed.pending).toMatchObject([{ clientId: "c1", state: "sending" }]);

    history.send("me", "c1");
    const message = history.messages.at(-1)!;
    const answered = reduceFeed(typed, { type: "answered", clientId: "c1", message });
    expect(answered.pending).toMatchObject([{ state: "sent" }]);

    const came = reduceFeed(answered, { type: "frame", frame: history.frame()! });
    expect(came.pending).toEqual([]);
    expect(came.messages.at(-1)).toEqual(message);
  });

  test("the frame may come before the answer", () => {
    const { history, feed } = fiveMessages();
    const typed = reduceFeed(feed, { type: "typed", draft: draft("c1") });
    history.send("me", "c1");
    const came = reduceFeed(typed, { type: "frame", frame: history.frame()! });
    const answered = reduceFeed(came, {
      type: "answered",
      clientId: "c1",
      message: history.messages.at(-1)!,
    });
    expect(answered.pending).toEqual([]);
    expect(answered.messages).toEqual(history.messages);
  });

  test("a refused message stays until it is retried or discarded", () => {
    const { feed } = fiveMessages();
    const typed = reduceFeed(feed, { type: "typed", draft: draft("c1") });
    const refusal = { code: "rate_limited" as const, detail: "" };
    const refused = reduceFeed(typed, { type: "refused", clientId: "c1", refusal });
    expect(refused.pending).toMatchObject([{ state: "refused", refusal }]);
    expect(reduceFeed(refused, { type: "retried", clientId: "c1" }).pending).toMatchObject([
      { state: "sending" },
    ]);
    expect(reduceFeed(refused, { type: "discarded", clientId: "c1" }).pending).toEqual([]);
  });
});

/** What happens in a room, and what becomes of the frame that tells it. */
const step = fc.record({
  what: fc.constantFrom("send", "send", "mine", "edit", "delete", "older", "newer", "page"),
  fate: fc.constantFrom("now", "now", "lost", "twice", "late", "gathered"),
  seq: fc.nat(40),
});

/** A server, a bad line and a feed. */
class BadLine {
  readonly history = new HistoryModel();
  readonly late: Parameters<typeof reduceFeed>[1][] = [];
  feed: Feed;

  constructor(startAt: number) {
    for (let i = 0; i < 20; i++) this.history.send("ada");
    this.history.frame();
    this.feed = startFeed(
      this.history.rev,
      startAt > 0 ? this.history.page(6, { after: startAt }) : this.history.page(6),
    );
  }

  take(action: Parameters<typeof reduceFeed>[1]) {
    this.feed = reduceFeed(this.feed, action);
    const seqs = this.feed.messages.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
  }

  play({ what, fate, seq }: { what: string; fate: string; seq: number }) {
    if (what === "older" || what === "newer") return this.askPage(what);
    if (what === "page") return this.deliverLate(0);
    if (what === "mine") this.sendMine();
    else if (what === "send") this.history.send("ada");
    else if (what === "edit") this.history.edit((seq % this.history.seq) + 1);
    else this.history.delete((seq % this.history.seq) + 1);
    if (fate !== "gathered") this.deliver(fate, seq);
  }

  sendMine() {
    const clientId = `mine-${this.history.seq}`;
    this.take({ type: "typed", draft: draft(clientId) });
    this.history.send("me", clientId);
  }

  deliver(fate: string, seq: number) {
    const frame = this.history.frame();
    if (!frame || fate === "lost") return;
    if (fate === "late") this.late.push({ type: "frame", frame });
    else this.take({ type: "frame", frame });
    if (fate === "twice") this.take({ type: "frame", frame });
    if (seq % 3 === 0) this.deliverLate(seq % (this.late.length + 1));
  }

  deliverLate(index: number) {
    for (const action of this.late.splice(index, 1)) this.take(action);
  }

  askPage(direction: "older" | "newer") {
    const edge = direction === "older" ? this.feed.messages[0] : this.feed.messages.at(-1);
    const hasMore = direction === "older" ? this.feed.hasOlder : this.feed.hasNewer;
    if (!edge || !hasMore || this.feed.loading) return;
    this.take({ type: "page-asked", direction });
    const page = this.history.page(5, direction === "older" ? { before: edge.seq } : { after: edge.seq });
    this.late.push({ type: "page-came", direction, page });
  }

  heal() {
    while (this.late.length > 0) this.deliverLate(0);
    this.take({ type: "heard", rev: this.history.rev });
    this.take({ type: "waited" });
    if (this.feed.behind === "sync") this.take({ type: "synced", ...this.history.since(this.feed.rev) });
    expect(this.feed).toMatchObject({ behind: null, rev: this.history.rev, held: [] });
  }
}

test.each([0, 8])(
  "lost, doubled, reordered and late frames heal to the true history (from %i)",
  (startAt) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const line = new BadLine(startAt);
        for (const each of steps) line.play(each);
        line.heal();

        const { messages, hasNewer, pending } = line.feed;
        const [first, last] = [messages[0]!.seq, messages.at(-1)!.seq];
        expect(messages).toEqual(line.history.messages.slice(first - 1, last));
        if (!hasNewer) expect(last).toBe(line.history.seq);
        if (!hasNewer) expect(pending).toEqual([]);
      }),
      { numRuns: 500 },
    );
  },
);
