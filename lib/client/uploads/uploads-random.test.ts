import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { add, browserWith, namesIn, passed, readIn, send } from "@/tests/support/client/draft-files";
import type { UploadFate } from "@/tests/support/client/file-server-model";
import { outgoing } from "@/tests/support/client/outgoing";
import { draftFiles } from "./upload";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

const fate = fc.constantFrom<UploadFate>("whole", "whole", "cut", "unheard", "unanswered", "deadly");
const step = fc.record({
  what: fc.constantFrom("add", "add", "send", "send", "text", "open", "die", "away", "back", "sweep", "wait"),
  tab: fc.nat(3),
  ms: fc.nat(4_000),
});

test("R13: through deaths of tabs, lost answers and sweeps every message arrives once, with its files in order", async () => {
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 25 }),
    fc.array(fate, { maxLength: 25 }),
    async (steps, fates) => {
      const { browser, server, settled } = await browserWith({ tabs: 2, fates });
      const expected: string[][] = [];
      let count = 0;
      for (const { what, tab: which, ms } of steps) {
        const tab = [...browser.tabs][which % Math.max(1, browser.tabs.size)];
        if (what === "open" || !tab) browser.open();
        else if (what === "die") tab.die();
        else if (what === "away" || what === "back") server.isAway = what === "away";
        else if (what === "sweep") server.files.sweep();
        else if (what === "wait") await passed(ms, browser);
        else if (what === "add") {
          await Promise.race([add(tab, `f${++count}`), tab.death]);
          await browser.idle();
        } else {
          const clientId = `m${++count}`;
          // A person does not send the same draft from two tabs in the same millisecond.
          await browser.idle();
          const files = what === "send" ? draftFiles(tab.uploads.store.get(), "den") : [];
          const texts = files.map(({ name }) => name.replace(".txt", ""));
          const pushed =
            what === "send"
              ? send(tab, clientId)
              : tab.outbox.push(outgoing(clientId, { roomId: "den", text: clientId }));
          await Promise.race([pushed, tab.death]);
          const known = [...(await browser.kept()), ...server.messages];
          if (known.some((message) => message.clientId === clientId)) expected.push([clientId, ...texts]);
        }
      }
      server.isAway = false;
      server.files.fates = [];
      const last = browser.open();
      await last.uploads.load();
      for (const tab of browser.tabs) tab.connect(true);
      await settled();
      const read = readIn(browser);
      expect(read.toSorted()).toEqual(expected.toSorted());
      expect(await browser.kept()).toEqual([]);
      // Every file is in one message or in the draft.
      const sent = read.flatMap(([, ...files]) => files);
      const drafted = namesIn(last).map((name) => name.replace(".txt", ""));
      expect(new Set([...sent, ...drafted]).size).toBe(sent.length + drafted.length);
      // A file whose tab died while it copied the bytes has to be chosen again.
      const unsent = draftFiles(last.uploads.store.get(), "den").filter(({ fileId }) => fileId === null);
      expect(unsent.every(({ refusal }) => refusal?.why === "unreadable")).toBe(true);
    },
  );
  await fc.assert(property, { numRuns: 150 });
});
