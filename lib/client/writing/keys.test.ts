import { beforeAll, describe, expect, test } from "vitest";
import { loadParser } from "@/lib/client/text/markdown-parser";
import { keyWord } from "../shortcuts/key-names";
import { meaningOfEnter } from "./enter";
import { FORMAT_KEYS, formatOfKey } from "./format-keys";
import { isNaming, triggerAt } from "./trigger";

beforeAll(loadParser);

const NONE = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

describe("Enter", () => {
  test.each([
    ["send", {}, "send"],
    ["send", { shiftKey: true }, "break"],
    ["send", { ctrlKey: true }, "send"],
    ["send", { altKey: true }, "break"],
    ["break", {}, "break"],
    ["break", { shiftKey: true }, "send"],
    ["break", { metaKey: true }, "send"],
  ] as const)("where it is to %s, with %j it means to %s", (choice, pressed, expected) => {
    expect(meaningOfEnter({ ...NONE, ...pressed }, choice, false)).toBe(expected);
  });

  test("on a touch screen begins a line, whatever was chosen", () => {
    expect(meaningOfEnter(NONE, "send", true)).toBe("break");
    expect(meaningOfEnter({ ...NONE, ctrlKey: true }, "send", true)).toBe("send");
  });
});

describe("the keys of formats", () => {
  test("each format has keys of its own, told as they are pressed", () => {
    const chords = Object.values(FORMAT_KEYS);
    expect(new Set(chords).size).toBe(chords.length);
    expect(keyWord(FORMAT_KEYS.codeBlock, false)).toBe("Ctrl+Alt+Shift+C");
    expect(keyWord(FORMAT_KEYS.strike, true)).toBe("⌘⇧X");
  });

  test("are Ctrl, or Command on Apple's keyboards, and never both", () => {
    const b = { ...NONE, key: "b", code: "KeyB" };
    expect(formatOfKey({ ...b, ctrlKey: true }, false, false)).toBe("bold");
    expect(formatOfKey({ ...b, metaKey: true }, false, true)).toBe("bold");
    expect(formatOfKey(b, false)).toBeNull();
    expect(formatOfKey({ ...b, ctrlKey: true, metaKey: true }, false, false)).toBeNull();
    expect(formatOfKey({ ...b, ctrlKey: true, shiftKey: true }, false, false)).toBeNull();
  });

  test("Ctrl+K makes a link of what is selected, and is not ours otherwise", () => {
    expect(formatOfKey({ ...NONE, key: "k", code: "KeyK", ctrlKey: true }, true)).toBe("link");
    expect(formatOfKey({ ...NONE, key: "k", code: "KeyK", ctrlKey: true }, false)).toBeNull();
  });
});

describe("what is named at the caret", () => {
  const at = (text: string) => triggerAt(text, text.length);

  test.each([
    ["@", "person", ""],
    ["hi @ad", "person", "ad"],
    ["hi (＠ада", "person", "ада"],
    ["#pla", "room", "pla"],
    ["see #", "room", ""],
    [":ta", "emoji", "ta"],
    ["so :tada:", "emoji", "tada:"],
    [":+1", "emoji", "+1"],
    ["/", "command", ""],
    ["/inv", "command", "inv"],
  ])("in %j it is a %s: %j", (text, kind, query) => {
    const found = at(text);
    expect(found).toMatchObject({ kind, query, to: text.length });
    expect(text.slice(found?.from).slice(1)).toBe(query);
  });

  test.each([
    "ada@example",
    "a#b",
    "##",
    "10:30",
    ":t",
    ": )",
    "hi /inv",
    "/invite @x y",
    "//",
    "@ ",
    "`@ad",
    "```\n@ad",
  ])("in %j it is nobody", (text) => {
    expect(at(text)).toBeNull();
  });

  test("text behind the caret does not matter", () => {
    expect(triggerAt("hi @ad and you", 6)).toEqual({ kind: "person", query: "ad", from: 3, to: 6 });
  });
});

describe("C30: Enter chooses a suggestion", () => {
  const naming = (text: string) => isNaming(triggerAt(text, text.length)!);

  test.each(["hi @an", "see #plat", "see #q3", ":tad", ":+1", ":-1", "/", "/inv", "＠ада"])(
    "in %j",
    (text) => {
      expect(naming(text)).toBe(true);
    },
  );

  test.each(["fixed in #12", "see #", "hi @", "@42", "at :30", "ok :-D", "#2026-11-29"])(
    "not in %j, which is sent as it is",
    (text) => {
      expect(naming(text)).toBe(false);
    },
  );
});
