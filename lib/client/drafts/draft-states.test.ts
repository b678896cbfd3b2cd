import { beforeAll, describe, expect, test } from "vitest";
import type { DraftView } from "@/lib/shared/views";
import { loadWordMerge } from "./draft-merge";
import {
  type DraftAction,
  type Drafts,
  hasWords,
  isStale,
  NO_CONTENT,
  NO_DRAFT,
  reduceDrafts,
} from "./draft-states";

beforeAll(loadWordMerge);

const DEN = "den";
const AT = "2026-11-21T12:00:00.000Z";
const THREAD = `${DEN}/root`;

const draftsAfter = (...actions: DraftAction[]): Drafts => actions.reduce(reduceDrafts, {});
const typed = (text: string): DraftAction => ({ type: "typed", key: DEN, text, at: AT });
const told = (text: string, version: number, replyTo: DraftView["replyTo"] = null): DraftAction => ({
  type: "told",
  draft: { roomId: DEN, threadId: null, text, replyTo, version, updatedAt: AT },
});
const kept = (text: string, version: number): DraftAction => ({
  type: "kept",
  key: DEN,
  sent: { text, replyTo: null },
  version,
});
const heads = (version: number | null, asOf: number): DraftAction => ({
  type: "heads",
  heads: version === null ? [] : [{ roomId: DEN, version }],
  asOf,
});
const found = (text: string, version: number, isSaved: boolean, asOf = 0): DraftAction => ({
  type: "found",
  key: DEN,
  stored: {
    ...NO_DRAFT,
    text,
    base: isSaved ? { text, replyTo: null } : NO_CONTENT,
    version,
    newest: version,
    isThere: isSaved,
    isSaved,
    at: AT,
  },
  asOf,
});

test("drafts of a room and of its threads are apart", () => {
  const head = { roomId: DEN, threadId: "root", version: 7 };
  const drafts = draftsAfter(
    typed("to the room"),
    { type: "heads", heads: [head], asOf: 7 },
    {
      type: "told",
      draft: { ...head, text: "to the thread", replyTo: null, updatedAt: AT },
    },
  );
  expect(drafts[DEN]).toMatchObject({ text: "to the room", isThere: false });
  expect(drafts[THREAD]).toMatchObject({ text: "to the thread", version: 7, isSaved: true });
  const later = reduceDrafts(drafts, { type: "heads", heads: [], asOf: 8 });
  expect(hasWords(later[THREAD])).toBe(false);
  expect(later[DEN]).toMatchObject({ text: "to the room" });
});

describe("what another device kept", () => {
  test("shows where nothing is being typed", () => {
    expect(draftsAfter(told("Dear", 3))[DEN]).toMatchObject({ text: "Dear", version: 3, isSaved: true });
    expect(draftsAfter(told("Dear", 3), told("Dear all", 4))[DEN]).toMatchObject({
      text: "Dear all",
      version: 4,
    });
    expect(draftsAfter(typed("Dear"), kept("Dear", 3), told("Dear all", 4))[DEN]).toMatchObject({
      text: "Dear all",
    });
  });

  test("is joined to what is being typed here", () => {
    const drafts = draftsAfter(typed("Dear"), kept("Dear", 3), typed("Dear Bob"), told("Dear all", 4));
    expect(drafts[DEN]).toMatchObject({ text: "Dear all\nBob", version: 4, isSaved: false });
  });

  test("C22: is joined to what was typed here offline, before anybody knew of it", () => {
    const offline = typed("on the train");
    const drafts = draftsAfter(
      typed("Dear"),
      kept("Dear", 3),
      typed(""),
      kept("", 4),
      offline,
      told("at the desk", 6),
    );
    expect(drafts[DEN]).toMatchObject({ text: "at the desk\non the train", version: 6, isSaved: false });
  });

  test("does not count when it is older than what is known", () => {
    const drafts = draftsAfter(told("new", 5), told("old", 4));
    expect(drafts[DEN]).toMatchObject({ text: "new", version: 5 });
  });

  test("and threw away is gone here too", () => {
    const drafts = draftsAfter(told("Dear", 3), told("", 4));
    expect(hasWords(drafts[DEN])).toBe(false);
    expect(drafts[DEN]).toMatchObject({ isThere: false });
  });

  test("comes back where it was cleared here without having been seen", () => {
    const drafts = draftsAfter(typed("Dear"), kept("Dear", 3), typed(""), told("Dear all", 4));
    expect(drafts[DEN]).toMatchObject({ text: "Dear all", isSaved: true });
  });

  test("is known by its head until its text is asked for", () => {
    const drafts = draftsAfter(heads(7, 7));
    expect(hasWords(drafts[DEN])).toBe(true);
    expect(isStale(drafts[DEN]!)).toBe(true);
    expect(isStale(reduceDrafts(drafts, told("Dear", 7))[DEN]!)).toBe(false);
  });

  test("and was typed over before it could be seen is not lost", () => {
    const drafts = draftsAfter(heads(7, 7), typed("mine"), told("theirs", 7));
    expect(drafts[DEN]).toMatchObject({ text: "theirs\nmine", version: 7, isSaved: false });
  });
});

describe("the answer to what was told", () => {
  test("says that it is kept, if nothing was typed meanwhile", () => {
    expect(draftsAfter(typed("Dear"), kept("Dear", 2))[DEN]).toMatchObject({ isSaved: true, version: 2 });
    expect(draftsAfter(typed("Dear"), typed("Dear a"), kept("Dear", 2))[DEN]).toMatchObject({
      text: "Dear a",
      isSaved: false,
      version: 2,
    });
  });
});

describe("what the server says there is", () => {
  test("takes away what was sent or thrown away on another device", () => {
    expect(hasWords(draftsAfter(told("Dear", 3), heads(null, 9))[DEN])).toBe(false);
  });

  test("takes away nothing that is newer than the answer, and nothing that is being typed", () => {
    expect(draftsAfter(told("Dear", 10), heads(null, 9))[DEN]).toMatchObject({ text: "Dear" });
    expect(draftsAfter(told("Dear", 3), typed("Dear all"), heads(null, 9))[DEN]).toMatchObject({
      text: "Dear all",
      isSaved: false,
    });
  });
});

describe("what this browser had kept", () => {
  test("is there again after a crash, told to the server or not", () => {
    expect(draftsAfter(found("Dear", 0, false))[DEN]).toMatchObject({ text: "Dear", isSaved: false });
    expect(draftsAfter(heads(3, 3), found("Dear", 3, true, 3))[DEN]).toMatchObject({
      text: "Dear",
      isSaved: true,
    });
  });

  test("is not there again when it was sent from another device meanwhile", () => {
    expect(hasWords(draftsAfter(heads(null, 9), found("Dear", 3, true, 9))[DEN])).toBe(false);
  });

  test("is joined to what is typed already", () => {
    expect(draftsAfter(typed("new"), found("old", 0, false))[DEN]).toMatchObject({ text: "old\nnew" });
  });

  test("and another device's are both there when neither knew of the other", () => {
    const drafts = draftsAfter(
      heads(5, 5),
      found("typed on the train", 2, false, 5),
      told("typed at the desk", 5),
    );
    expect(drafts[DEN]).toMatchObject({ text: "typed at the desk\ntyped on the train", isSaved: false });
  });

  test("that was told although the answer was lost is not there twice", () => {
    const drafts = draftsAfter(heads(5, 5), found("Dear all", 0, false, 5), told("Dear", 5));
    expect(drafts[DEN]).toMatchObject({ text: "Dear all", version: 5 });
    const sending: DraftAction = { type: "sending", key: DEN, sent: { text: "Dea", replyTo: null } };
    const later = draftsAfter(typed("Dea"), sending, typed("Dear all"), told("Dea", 5));
    expect(later[DEN]).toMatchObject({ text: "Dear all", version: 5, isSaved: false });
  });
});

test("a reply goes with the draft", () => {
  const replyTo = { id: "m", seq: 4 };
  const drafts = draftsAfter({ type: "replied", key: DEN, replyTo, at: AT }, typed("Yes"));
  expect(drafts[DEN]).toMatchObject({ replyTo, isSaved: false });
  expect(draftsAfter(told("Yes", 2, replyTo))[DEN]).toMatchObject({ replyTo });
});

test("a reply without words yet outlasts a connection that is lost, since only this browser knows of it", () => {
  const replyTo = { id: "m", seq: 4 };
  const replied: DraftAction = { type: "replied", key: DEN, replyTo, at: AT };
  const settled: DraftAction = { type: "kept", key: DEN, sent: { text: "", replyTo }, version: 0 };
  expect(draftsAfter(replied, settled, heads(null, 9))[DEN]).toMatchObject({ replyTo });
});

describe("C22: the reply of a draft", () => {
  const one = { id: "m1", seq: 1 };
  const two = { id: "m2", seq: 2 };
  const replied = (replyTo: typeof one | null): DraftAction => ({
    type: "replied",
    key: DEN,
    replyTo,
    at: AT,
  });

  test("stays when another device changes the words alone", () => {
    const drafts = draftsAfter(replied(one), typed("Yes"), told("From the desk", 3));
    expect(drafts[DEN]).toMatchObject({ text: "From the desk\nYes", replyTo: one, isSaved: false });
  });

  test("comes with another device's words, also where words were typed here", () => {
    expect(draftsAfter(typed("Yes"), told("From the desk", 3, two))[DEN]).toMatchObject({ replyTo: two });
  });

  test("is the one that was chosen here when both chose one", () => {
    expect(draftsAfter(replied(one), typed("Yes"), told("No", 3, two))[DEN]).toMatchObject({ replyTo: one });
  });

  test("goes when the draft is sent from another device, and stays for who goes on typing", () => {
    const shown = [told("Yes", 3, one)];
    expect(draftsAfter(...shown, told("", 4))[DEN]).toMatchObject({ text: "", replyTo: null });
    expect(draftsAfter(...shown, typed("Yes, and"), told("", 4))[DEN]).toMatchObject({
      text: "Yes, and",
      replyTo: one,
    });
  });

  test("without words outlasts what another tab writes", () => {
    const stored = { ...NO_DRAFT, text: "hello", isSaved: false };
    const drafts = draftsAfter(replied(one), { type: "shared", key: DEN, stored, seen: NO_CONTENT });
    expect(drafts[DEN]).toMatchObject({ text: "hello", replyTo: one });
  });
});
