import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  browserGlobals,
  DeviceModel,
  DraftServerModel,
  type RequestOutcome,
  type TabModel,
} from "@/tests/support/client/drafts-model";
import { loadWordMerge } from "./draft-merge";

beforeAll(loadWordMerge);

beforeEach(() => {
  vi.useFakeTimers();
  for (const [name, value] of Object.entries(browserGlobals(setTimeout))) vi.stubGlobal(name, value);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

/** Runs all timers until nothing is left to happen. */
async function settled() {
  for (let quiet = 0, turns = 0; quiet < 3; turns++) {
    if (turns > 500) throw new Error("The tabs tell each other news without end");
    // Answers on their way may start new timers.
    await vi.advanceTimersByTimeAsync(0);
    quiet = vi.getTimerCount() > 0 ? 0 : quiet + 1;
    if (quiet === 0) await vi.advanceTimersToNextTimerAsync();
  }
}

/** The devices of one person, such as a laptop and a phone. */
function devices(count = 2) {
  const server = new DraftServerModel();
  return { server, all: Array.from({ length: count }, () => new DeviceModel(server)) };
}

test("C22: what a phone typed offline is joined to what a laptop saved meanwhile", async () => {
  const { server, all } = devices();
  const [laptop, phone] = all.map((device) => device.open()) as [TabModel, TabModel];
  phone.device.connect(false);
  phone.type("on the train");
  laptop.type("at the desk");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(server.draft?.text).toBe("at the desk");
  phone.device.connect(true);
  await settled();
  for (const text of [server.draft?.text, laptop.text, phone.text])
    expect(text).toBe("at the desk\non the train");
});

test("C22: two tabs that type by turns have both what either typed, also offline", async () => {
  const { all } = devices(1);
  const device = all[0]!;
  const [one, other] = [device.open(), device.open()];
  device.connect(false);
  one.type("hello");
  other.type("world");
  await vi.advanceTimersByTimeAsync(0);
  expect([one.text, other.text]).toEqual(["hello\nworld", "hello\nworld"]);
  one.die(true);
  other.die(true);
  expect(device.open().text).toBe("hello\nworld");
});

test("C22: a draft that is sent in one tab is gone in the other, but not what was typed there meanwhile", async () => {
  const { server, all } = devices(1);
  const [one, other] = [all[0]!.open(), all[0]!.open()];
  one.type("hello");
  await settled();
  await one.send();
  await settled();
  expect([one.text, other.text, server.draft, all[0]!.storage.size]).toEqual(["", "", null, 0]);
});

test("C22: words that another device types while the draft is sent stay", async () => {
  const { server, all } = devices();
  const [laptop, phone] = all.map((device) => device.open()) as [TabModel, TabModel];
  laptop.type("first");
  await settled();
  phone.device.connect(false);
  phone.type("first and more");
  await laptop.send();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(laptop.text).toBe("");
  phone.device.connect(true);
  await settled();
  for (const text of [server.draft?.text, laptop.text, phone.text]) expect(text).toContain("and more");
});

const step = fc.record({
  what: fc.constantFrom(
    "type",
    "type",
    "type",
    "type",
    "delete",
    "send",
    "line",
    "open",
    "close",
    "kill",
    "wait",
  ),
  device: fc.nat(2),
  tab: fc.nat(2),
  at: fc.nat(20),
  ms: fc.nat(12_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Performs a step in a tab. `wanted` collects the words that the final draft must contain. */
async function take(
  { what, device: which, tab: place, at, ms }: Step,
  all: DeviceModel[],
  wanted: Set<string>,
  name: string,
) {
  const device = all[which % all.length]!;
  const tab = device.tabs[place % Math.max(1, device.tabs.length)];
  if (what === "wait") await vi.advanceTimersByTimeAsync(ms);
  else if (what === "line") device.connect(!device.isOnline);
  else if (what === "open" || !tab) device.open();
  else if (what === "close" || what === "kill") tab.die(what === "kill");
  else if (what === "send") {
    for (const word of wordsOf(tab.text)) wanted.delete(word);
    await tab.send();
  } else {
    const words = wordsOf(tab.text);
    const place = at % (words.length + 1);
    if (what === "type") {
      wanted.add(name);
      tab.type([...words.slice(0, place), name, ...words.slice(place)].join(" "));
    } else if (words[place]) {
      wanted.delete(words[place]);
      tab.type(words.filter((_, i) => i !== place).join(" "));
    }
  }
}

test("C22: every word that was typed and neither deleted nor sent is in the draft in the end, everywhere", async () => {
  const fate = fc.constantFrom<RequestOutcome>(
    "answered",
    "answered",
    "answered",
    "unheard",
    "unanswered",
    "busy",
  );
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 30 }),
    fc.array(fate, { maxLength: 20 }),
    fc.nat(),
    async (steps, fates, seed) => {
      // Seeds the waits, so that a failing run can be repeated.
      let state = seed;
      vi.spyOn(Math, "random").mockImplementation(() => {
        state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
        return state / 2 ** 32;
      });
      const { server, all } = devices(3);
      try {
        server.fates = fates;
        for (const device of all) device.open();
        const wanted = new Set<string>();
        for (const [i, each] of steps.entries()) await take(each, all, wanted, `w${i}`);
        server.fates = [];
        for (const device of all) {
          if (device.tabs.length === 0) device.open();
          device.connect(true);
        }
        await settled();
        const texts = all.flatMap(({ tabs }) => tabs.map(({ text }) => text));
        for (const text of [server.draft?.text ?? "", ...texts])
          expect([...wanted].filter((word) => !wordsOf(text).includes(word))).toEqual([]);
        expect(new Set([server.draft?.text ?? "", ...texts]).size).toBe(1);
      } finally {
        for (const device of all) for (const tab of [...device.tabs]) tab.die(true);
        vi.clearAllTimers();
      }
    },
  );
  await fc.assert(property, { numRuns: Number(process.env.RUNS ?? 500) });
});
