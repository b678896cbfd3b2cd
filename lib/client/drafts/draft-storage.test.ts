import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { draftKey } from "../storage/names";
import { NO_DRAFT } from "./draft-states";
import { parseKept, readKept, writeKept } from "./draft-storage";

let storage: Map<string, string>;

beforeEach(() => {
  storage = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  });
});
afterEach(() => void vi.unstubAllGlobals());

test("a draft is kept whole, whatever fields it has", () => {
  const draft = { ...NO_DRAFT, text: "Dear", isSaved: false, fieldOfALaterVersion: ["x"] };
  const written = writeKept("me", "den", draft);
  expect(readKept("me", "den")).toBe(written?.raw);
  expect(parseKept(readKept("me", "den"))).toEqual(draft);
});

test("nothing is left of a draft that is empty on the server too", () => {
  writeKept("me", "den", { ...NO_DRAFT, text: "Dear", isSaved: false });
  expect(writeKept("me", "den", NO_DRAFT)).toEqual({ raw: null });
  expect(storage.size).toBe(0);
});

test("drafts that an earlier version kept are read", () => {
  const old = { text: "Dear", replyTo: { id: "m", seq: 4 }, version: 3, at: null };
  const words = { text: "Dear", replyTo: { id: "m", seq: 4 } };
  expect(parseKept(JSON.stringify({ ...old, isSaved: true }))).toEqual({
    ...NO_DRAFT,
    ...old,
    base: words,
    newest: 3,
    isThere: true,
    isSaved: true,
  });
  expect(parseKept(JSON.stringify({ ...old, isSaved: false }))).toMatchObject({
    base: NO_DRAFT.base,
    text: "Dear",
  });
});

test.each(["", "null", "{", "7", '{"text":1,"version":2,"isSaved":true}', '{"text":"x"}'])(
  "what is no draft is none: %j",
  (raw) => {
    storage.set(draftKey("me", "den"), raw);
    expect(parseKept(readKept("me", "den"))).toBeNull();
  },
);

test("storage that is forbidden or full harms nobody", () => {
  const refuse = () => {
    throw new DOMException("No", "QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(readKept("me", "den")).toBeNull();
  expect(writeKept("me", "den", { ...NO_DRAFT, text: "Dear", isSaved: false })).toBeNull();
});
