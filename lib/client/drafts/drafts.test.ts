import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import type { DraftView } from "@/lib/shared/views";
import { draftKey } from "../storage/names";
import { loadWordMerge } from "./draft-merge";
import { Drafts } from "./drafts";

beforeAll(loadWordMerge);

const DEN = "den";
const ME = "me";

/** A server that holds one draft and answers `conflict` to a push of an older version. */
function draftServer() {
  const server = {
    draft: null as DraftView | null,
    rev: 0,
    puts: [] as string[],
    threadPuts: [] as string[],
    isAway: false,
    /** Delays its frames and answers. */
    held: Promise.resolve(),
    tell: (_draft: DraftView) => {},
  };
  async function answer(_path: string, { method = "GET", body = "" }: { method?: string; body?: string }) {
    if (server.isAway) throw new TypeError("Failed to fetch");
    if (method === "GET") return Response.json(server.draft ?? { ...NOTHING, version: 0 });
    const { text, version, threadId } = JSON.parse(body);
    if (threadId) {
      server.threadPuts.push(text);
      return Response.json({ ...NOTHING, threadId, text, version: ++server.rev });
    }
    server.puts.push(text);
    if (server.draft && server.draft.version > version)
      return Response.json({ code: "conflict" }, { status: 409 });
    if (text.trim() === "" && !server.draft) return Response.json({ ...NOTHING, version: 0 });
    const kept = { ...NOTHING, text, version: ++server.rev };
    server.draft = text.trim() === "" ? null : kept;
    await server.held;
    server.tell(kept);
    return Response.json(kept);
  }
  vi.stubGlobal("fetch", answer);
  return server;
}

const NOTHING = { roomId: DEN, threadId: null, text: "", replyTo: null, updatedAt: null };

/** A browser whose drafts start from the server's list. */
function device({
  heads = [],
  asOf = 0,
}: {
  heads?: { roomId: string; version: number }[];
  asOf?: number;
} = {}) {
  const drafts = new Drafts({ userId: ME, heads, asOf, roomIds: () => [DEN] });
  drafts.start();
  return drafts;
}

let storage: Map<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  storage = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  });
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal("window", new EventTarget());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settled = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("a draft is in this browser at once, and on the server after a pause", async () => {
  const server = draftServer();
  const drafts = device();
  for (const text of ["D", "De", "Dear"]) drafts.type(DEN, text);
  expect(JSON.parse(storage.get(draftKey(ME, DEN))!)).toMatchObject({ text: "Dear", isSaved: false });
  expect(server.puts).toEqual([]);
  await settled(1_100);
  expect(server.puts).toEqual(["Dear"]);
  expect(drafts.get(DEN)).toMatchObject({ isSaved: true, version: 1 });
});

test("a draft is kept now and then during typing without a pause", async () => {
  const server = draftServer();
  const drafts = device();
  for (let i = 0; i < 40; i++) {
    drafts.type(DEN, "x".repeat(i + 1));
    await settled(300);
  }
  expect(server.puts.length).toBeGreaterThan(0);
  expect(server.puts.length).toBeLessThan(4);
});

test("a text sent within a moment costs the server no draft", async () => {
  const server = draftServer();
  const drafts = device();
  drafts.type(DEN, "hello");
  await drafts.take(DEN, "hello", Promise.resolve());
  await settled(5_000);
  expect(server.puts).toEqual([]);
  expect(storage.size).toBe(0);
});

test("a thread's draft goes to the server apart, and another draft that is sent leaves it", async () => {
  const server = draftServer();
  const drafts = device();
  const thread = `${DEN}/root`;
  drafts.type(DEN, "to the room");
  drafts.type(thread, "to the thread");
  await settled(2_000);
  expect(server.puts).toEqual(["to the room"]);
  expect(server.threadPuts).toEqual(["to the thread"]);
  await drafts.take(DEN, "to the room", Promise.resolve());
  expect(drafts.get(thread).text).toBe("to the thread");
  expect(storage.get(draftKey(ME, thread))).toContain("to the thread");
  await drafts.take(thread, "to the thread", Promise.resolve());
  await settled(2_000);
  expect(server.threadPuts).toEqual(["to the thread", ""]);
  expect(storage.size).toBe(0);
});

test("a draft that is sent is gone everywhere, but from this browser only once the message is kept", async () => {
  const server = draftServer();
  const drafts = device();
  drafts.type(DEN, "hello");
  await settled(1_100);
  let keep = () => {};
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  const taking = drafts.take(DEN, "hello", kept);
  expect(drafts.get(DEN).text).toBe("");
  expect(storage.get(draftKey(ME, DEN))).toContain("hello");
  expect(server.draft).not.toBeNull();
  keep();
  await taking;
  expect(storage.size).toBe(0);
  expect(server.draft).toBeNull();
});

test("a text sent while its draft is on the way does not return", async () => {
  const server = draftServer();
  const drafts = device();
  server.tell = (draft) => drafts.onDraft(draft); // its own news arrives before the answer does
  let release = () => {};
  server.held = new Promise<void>((resolve) => {
    release = resolve;
  });
  drafts.type(DEN, "hello");
  await settled(1_100);
  expect(server.puts).toEqual(["hello"]);
  await drafts.take(DEN, "hello", Promise.resolve());
  release();
  await settled(3_000);
  expect(drafts.get(DEN).text).toBe("");
  expect(server.draft).toBeNull();
  expect(storage.size).toBe(0);
});

test("typed while the server is away, it is told when there is a connection again", async () => {
  const server = draftServer();
  server.isAway = true;
  const drafts = device();
  drafts.type(DEN, "on the train");
  await settled(2_000);
  expect(drafts.get(DEN).isSaved).toBe(false);
  server.isAway = false;
  drafts.resume();
  await settled(0);
  expect(server.draft?.text).toBe("on the train");
});

test("the text of another device's draft is fetched for the room that is looked at", async () => {
  const server = draftServer();
  server.draft = { ...NOTHING, text: "from the phone", version: 4 };
  const drafts = device({ heads: [{ roomId: DEN, version: 4 }], asOf: 4 });
  expect(drafts.get(DEN).text).toBe("");
  drafts.open(DEN);
  await settled(0);
  expect(drafts.get(DEN)).toMatchObject({ text: "from the phone", isSaved: true });
});

test("two devices that both typed while they were apart lose nothing", async () => {
  const server = draftServer();
  server.rev = 7;
  server.draft = { ...NOTHING, text: "at the desk", version: 7 };
  storage.set(
    draftKey(ME, DEN),
    JSON.stringify({ text: "on the train", replyTo: null, version: 2, isSaved: false, at: null }),
  );
  device({ heads: [{ roomId: DEN, version: 7 }], asOf: 7 });
  await settled(5_000);
  expect(server.draft?.text).toBe("at the desk\non the train");
});

test("a page that goes tells what waits, and one that has ended leaves nothing in the browser", async () => {
  const server = draftServer();
  const drafts = device();
  drafts.type(DEN, "half");
  window.dispatchEvent(new Event("pagehide"));
  await settled(0);
  expect(server.puts).toEqual(["half"]);
  drafts.type(DEN, "half a");
  drafts.stop();
  storage.clear();
  await settled(5_000);
  expect(server.draft?.text).toBe("half a");
  expect(storage.size).toBe(0);
});

test("a refused draft stays in this browser and is not told again", async () => {
  const drafts = device();
  let asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked++;
    return Response.json({ code: "not_found" }, { status: 404 });
  });
  drafts.type(DEN, "words");
  await settled(60_000);
  expect(asked).toBe(1);
  expect(storage.get(draftKey(ME, DEN))).toContain("words");
});

test("a draft that is too long stays in this browser alone", async () => {
  const server = draftServer();
  const drafts = device();
  drafts.type(DEN, "x".repeat(LIMITS.messageLength + 1));
  await settled(5_000);
  expect(server.puts).toEqual([]);
  expect(drafts.get(DEN).isSaved).toBe(false);
});

test("C22: an emptied draft that the server no longer has is told once", async () => {
  const server = draftServer();
  const drafts = device();
  drafts.type(DEN, "hello");
  await vi.advanceTimersByTimeAsync(1_000);
  server.draft = null;
  drafts.type(DEN, "");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.puts).toEqual(["hello", ""]);
  expect(drafts.get(DEN).isSaved).toBe(true);
});

test("C22: a newer draft is fetched until there is an answer", async () => {
  const server = draftServer();
  server.draft = { ...NOTHING, text: "from the phone", version: 7 };
  server.isAway = true;
  const drafts = device({ heads: [{ roomId: DEN, version: 7 }], asOf: 7 });
  drafts.open(DEN);
  await vi.advanceTimersByTimeAsync(30_000);
  server.isAway = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(drafts.get(DEN).text).toBe("from the phone");
});
