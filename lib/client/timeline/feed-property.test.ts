import fc from "fast-check";
import { expect, test } from "vitest";
import { BadLine, FATES, ROOM_LINE, THREAD_LINE, WHATS } from "@/tests/support/client/bad-line";

const step = fc.record({
  what: fc.constantFrom(...WHATS),
  fate: fc.constantFrom(...FATES),
  seq: fc.nat(40),
});

test.each([
  { startAt: 0, key: ROOM_LINE },
  { startAt: 8, key: ROOM_LINE },
  { startAt: 0, key: THREAD_LINE },
  { startAt: 8, key: THREAD_LINE },
])(
  "R08, R09, R20: after lost, doubled, reordered and late words the window is the true history (%o)",
  ({ startAt, key }) => {
    const property = fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const line = new BadLine(startAt, key);
      for (const each of steps) line.play(each);
      line.heal();

      const { messages, hasNewer, pending } = line.feed;
      const [first, last] = [messages[0]!.seq, messages.at(-1)!.seq];
      const truth = line.history.line(key);
      expect(messages).toEqual(truth.filter(({ seq }) => seq >= first && seq <= last));
      if (!hasNewer) expect(last).toBe(truth.at(-1)?.seq);
      if (!hasNewer) expect(pending).toEqual([]);
    });
    fc.assert(property, { numRuns: 500 });
  },
);
