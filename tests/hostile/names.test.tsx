import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UserLine } from "@/components/message/actions/user-line";
import { EventsLine } from "@/components/message/list/events-line";
import { createClock } from "@/lib/client/time/clock";
import { displayLine, displayName, roomName } from "@/lib/domain/fields";
import { LIMITS } from "@/lib/shared/limits";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MessageView, UserView } from "@/lib/shared/views";
import { HOSTILE } from "./corpus";
import { drawn } from "./drawing";
import { elementsIn, readMarkup, wordsIn } from "./markup";

const NAMES = [...HOSTILE.scripts, ...HOSTILE.elements, ...HOSTILE.handlers, ...HOSTILE.clobbering].filter(
  (name) => !/[\0\r\n\t]/.test(name),
);

const clock = createClock("en", "UTC");

test("S32: a person's name, in a list and in an event, is its letters and nothing else", () => {
  for (const name of NAMES) {
    const user = { id: "1", displayName: name, username: name, avatarUrl: null } as UserView;
    const list = readMarkup(drawn(<UserLine user={user} />));
    expect(wordsIn(list)).toContain(`${name}@${name}`);
    expect(new Set(elementsIn(list).map(({ tag }) => tag))).toEqual(new Set(["li", "button", "bdi", "span"]));
  }
});

test("S32: a room's new name, topic and editors are shown in words, tooltips included", () => {
  for (const name of NAMES)
    for (const type of ["renamed", "topic", "added"] as const) {
      const message = {
        createdAt: "2026-01-01T00:00:00Z",
        sender: { displayName: name },
        event: { type, names: [name], count: 1, value: name },
      } as MessageView;
      const line = readMarkup(drawn(<EventsLine messages={[message]} clock={clock} />));
      const [told, ...more] = elementsIn(line);
      expect(more).toEqual([]);
      expect([...(told?.attributes.keys() ?? [])]).toEqual(["title", "class"]);
      expect(told?.attributes.get("title")).toContain(name);
      expect(wordsIn(line)).toContain(name);
    }
});

test("S32: a room's name stays one part of its path", () => {
  for (const name of [...NAMES, "a b", "../x", "?message=1", "#x", "%2f", "..%5c"])
    expect(roomPath({ id: "1", name })).toMatch(/^\/rooms\/[^/?#\\"<> ]+$/);
});

test("S32: text amidst other words does not turn, stack up or hide them", () => {
  const line = displayLine({ max: 64 });
  expect(line.parse("a\u202E\u2066b\u0007 c\td")).toBe("ab c d");
  expect(line.parse(`Z${"\u0301".repeat(40)}`).length).toBeLessThan(8);
  expect(line.parse("שלום Ada 👩‍👩‍👧‍👦")).toBe("שלום Ada 👩‍👩‍👧‍👦");
  for (const unseen of ["\u200B", "\u202E", " \u2060 ", "\u3164"])
    expect(displayName.safeParse(unseen).success).toBe(false);
  expect(displayName.safeParse("x".repeat(LIMITS.displayNameLength + 1)).success).toBe(false);
  expect(roomName.safeParse("a\u202Eb").success).toBe(false);
});

/** By which a text could become more than a text. KaTeX writes into a span of its own, whose output formulas' tests read. */
const DOORS =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|srcDoc|\beval\(|new Function\(|\.markup\(|DOMParser|katex\.render/;
const ALLOWED = [
  "components/message/text/formula-to-mathml.ts",
  "lib/client/writing/paste/html-to-markdown.ts",
];

test("S31, S32: no file of the interface makes markup of a text, but the two that are known to", () => {
  const files = ["app", "components", "lib/client"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const code = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  expect(code.length).toBeGreaterThan(200);
  expect(code.filter((file) => DOORS.test(readFileSync(file, "utf8")))).toEqual(ALLOWED);
});
