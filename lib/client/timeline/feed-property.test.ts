import fc from "fast-check";
import { expect, test } from "vitest";
import { BadLine, FATES, WHATS } from "@/tests/support/client/bad-line";

const step = fc.record({
  what: fc.constantFrom(...WHATS),
  fate: fc.constantFrom(...FATES),
  seq: fc.nat(40),
});

test.each([0, 8])(
  "R08, R09, R20: after lost, doubled, reordered and late words the window is the true history (from %i)",
  (startAt) => {
    const property = fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const line = new BadLine(startAt);
      for (const each of steps) line.play(each);
      line.heal();

      const { messages, hasNewer, pending } = line.feed;
      const [first, last] = [messages[0]!.seq, messages.at(-1)!.seq];
      expect(messages).toEqual(line.history.messages.slice(first - 1, last));
      if (!hasNewer) expect(last).toBe(line.history.seq);
      if (!hasNewer) expect(pending).toEqual([]);
    });
    fc.assert(property, { numRuns: 500 });
  },
);
