import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { addressOf } from "@/lib/client/connection/call";
import { loadParser } from "@/lib/client/text/markdown-parser";
import { readLargeGroups } from "./large-groups";

beforeAll(loadParser);

const GROUPS = [
  { handle: "Everyone.Here", memberCount: 40 },
  { handle: "half", memberCount: 30 },
  { handle: "few", memberCount: 20 },
];
const IN_ROOM: Record<string, number> = { "everyone.here": 35, half: 3 };
const asked: string[] = [];

function answerOf(path: string): object {
  const handle = decodeURIComponent(/groups\/([^?]+)/.exec(path)?.[1] ?? "");
  if (handle) return { inRoom: { memberCount: IN_ROOM[handle] } };
  const isSecond = path.includes("cursor=next");
  return isSecond
    ? { items: GROUPS.slice(1), nextCursor: null }
    : { items: GROUPS.slice(0, 1), nextCursor: "next" };
}

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json(answerOf(path));
  });
});

test("only a text that names a large group asks the server, for its people in the room", async () => {
  const { countIn } = await readLargeGroups();
  asked.length = 0;
  expect(["hello", "@few @ada", "`@half`", "> @half"].map((text) => countIn(text, "den"))).toEqual([
    0, 0, 0, 0,
  ]);
  expect(asked).toEqual([]);
  expect(await countIn("@everyone.here, look", "den")).toBe(35);
  expect(asked).toEqual([addressOf("GET /groups/{group}", { group: "everyone.here", room: "den" })]);
  expect(await countIn("@everyone.here @half", "den")).toBe(38);
});

test("a server that is away stops nobody from sending", async () => {
  const { countIn } = await readLargeGroups();
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("offline")));
  expect(await countIn("@half", "den")).toBe(0);
  const nothing = await readLargeGroups();
  expect(nothing.countIn("@half", "den")).toBe(0);
});
