import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import en from "@/lib/shared/i18n/en.json";
import type { MyRoomView } from "@/lib/shared/views";
import { call } from "../connection/call";
import type { CommandContext } from "./command";
import { parseInput } from "./parse-input";
import { COMMANDS, commandsFor, findCommands } from "./registry";
import { runCommand } from "./run-command";
import { endOf } from "./span";

const den = { id: "den", name: "Den", kind: "open", role: "owner" } as MyRoomView;
const attic = { id: "attic", name: "Ättic", kind: "open", role: "member" } as MyRoomView;
const yard = { id: "yard", name: "yard", kind: "open", role: null } as MyRoomView;
const vault = { id: "vault", name: "vault", kind: "password", role: null } as MyRoomView;

/** The server's answers by method and path. Anything else is answered with 404. */
let answers: Record<string, unknown>;
/** The calls that a command made, in order. */
let done: unknown[][];
let rights: boolean;
let isUnsent: boolean;

const here: CommandContext = {
  room: den,
  rooms: () => [den, attic],
  me: { id: "me", timeZone: "Asia/Tokyo" },
  may: () => rights,
  send: (text, room) => done.push(room ? ["send", text, room.id] : ["send", text]),
  call,
  timeZone: () => "Europe/Berlin",
  applyRoom: ({ id }) => done.push(["meet", id]),
  go: (path) => done.push(["go", path]),
  open: (what) => done.push(["open", what]),
  askPoll: (question) => done.push(["ask", question]),
  logOut: () => !isUnsent,
};

/** Answers as the server would, and notes changes. */
async function answer(address: string, { method, body }: { method: string; body?: string }) {
  const path = address.replace("/api/v1", "");
  if (method !== "GET") done.push(body ? [method, path, JSON.parse(body)] : [method, path]);
  const data = answers[`${method} ${path}`];
  return data === undefined
    ? Response.json({ code: "not_found", detail: "" }, { status: 404 })
    : Response.json(data);
}

beforeEach(() => {
  vi.stubGlobal("fetch", answer);
  answers = {
    "GET /users/ada": { id: "id-of-ada" },
    "GET /users/bob": { id: "id-of-bob" },
    "GET /rooms/yard": yard,
    "GET /rooms/vault": vault,
    "POST /rooms/yard/join": { ...yard, role: "member" },
    "POST /rooms/den/members": { added: 2 },
    "DELETE /rooms/den/members/ada": null,
    "POST /rooms/direct": { id: "talk", name: null },
    "PATCH /rooms/den": den,
    "PATCH /rooms/den/me": den,
    "PATCH /me": {},
    "POST /rooms/den/scheduled": {},
    "POST /me/reminders": {},
  };
  done = [];
  rights = true;
  isUnsent = false;
});

afterEach(() => void vi.unstubAllGlobals());

const run = (typed: string) => {
  const wish = parseInput(typed);
  if (wish.kind !== "command") throw new Error(`${typed} is no command`);
  return runCommand(wish.name, wish.args, here);
};

describe("what a text is meant to be", () => {
  test.each([
    ["/topic  a b\nc", "topic", "a b\nc"],
    ["/Help", "help", ""],
    ["/usr/bin is there", "usr/bin", "is there"],
  ])("%j is a command", (typed, name, args) => {
    expect(parseInput(typed)).toEqual({ kind: "command", name, args });
  });

  test.each([
    ["//topic x", "/topic x"],
    [" /topic x", "/topic x"],
    ["/ topic", "/ topic"],
    ["/1", "/1"],
    ["// a comment", "// a comment"],
    ["hi /topic ", "hi /topic"],
  ])("%j is the message %j", (typed, text) => {
    expect(parseInput(typed)).toEqual({ kind: "message", text });
  });
});

describe("a span of time", () => {
  const now = new Date(2026, 10, 21, 16, 30);
  const minutes = (text: string) => {
    const end = endOf(text, now);
    return end && (end.getTime() - now.getTime()) / 60_000;
  };

  test.each([
    ["30m", 30],
    ["1h 30m", 90],
    ["2 hours", 120],
    ["1d", 1440],
    ["45 минут", 45],
    ["2ч", 120],
    ["18:00", 90],
    ["9:15", 1005],
  ])("%j is over in %i minutes", (text, expected) => {
    expect(minutes(text)).toBe(expected);
  });

  test.each(["", "soon", "30", "0m", "25:00", "30m or so", "1h,"])("%j is none", (text) => {
    expect(minutes(text)).toBeNull();
  });
});

describe("a command", () => {
  test.each([
    ["/me waves", [["send", "_waves_"]]],
    ["/shrug", [["send", "¯\\\\\\_(ツ)\\_/¯"]]],
    ["/shrug no idea", [["send", "no idea ¯\\\\\\_(ツ)\\_/¯"]]],
    ["/code a\nb", [["send", "```\na\nb\n```"]]],
    ["/spoiler he dies", [["send", "||he dies||"]]],
    ["/help", [["open", "commands"]]],
    ["/shortcuts", [["open", "keys"]]],
    ["/leave", [["open", "leave"]]],
    ["/settings", [["go", "/settings/profile"]]],
    ["/topic Now", [["PATCH", "/rooms/den", { topic: "Now" }]]],
    ["/header Now", [["PATCH", "/rooms/den", { topic: "Now" }]]],
    ["/topic", [["PATCH", "/rooms/den", { topic: "" }]]],
    ["/purpose Why", [["PATCH", "/rooms/den", { description: "Why" }]]],
    ["/rename Cave", [["PATCH", "/rooms/den", { name: "Cave" }]]],
    ["/archive", [["PATCH", "/rooms/den", { archived: true }]]],
    [
      "/unmute",
      [
        ["PATCH", "/rooms/den/me", { mutedUntil: null }],
        ["meet", "den"],
      ],
    ],
    ["/invite @ada, bob", [["POST", "/rooms/den/members", { userIds: ["id-of-ada", "id-of-bob"] }]]],
    ["/remove ＠ada", [["DELETE", "/rooms/den/members/ada"]]],
    ["/join #attic", [["go", "/rooms/%C3%84ttic"]]],
    [
      "/join yard",
      [
        ["POST", "/rooms/yard/join", {}],
        ["meet", "yard"],
        ["go", "/rooms/yard"],
      ],
    ],
    ["/join [#Ättic](/rooms/%C3%84ttic) ", [["go", "/rooms/%C3%84ttic"]]],
    ["/join vault", [["go", "/rooms/vault"]]],
    ["/status 🏝️ at the sea", [["PATCH", "/me", { statusEmoji: "🏝️", statusText: "at the sea" }]]],
    ["/status :tada: done", [["PATCH", "/me", { statusEmoji: "🎉", statusText: "done" }]]],
    ["/status reading", [["PATCH", "/me", { statusEmoji: "", statusText: "reading" }]]],
    ["/dnd off", [["PATCH", "/me", { quietUntil: null }]]],
    ["/remind", [["go", "/reminders"]]],
    ["/напомни", [["go", "/reminders"]]],
    [
      "/remind me in 2 h call Bob",
      [
        [
          "POST",
          "/me/reminders",
          { at: expect.any(String), repeat: null, text: "call Bob", timeZone: "Europe/Berlin" },
        ],
      ],
    ],
  ])("%j does %j", async (typed, expected) => {
    expect(await run(typed)).toMatchObject({ kind: "done" });
    expect(done).toEqual(expected);
  });

  test("talks to somebody, and goes there", async () => {
    await run("/msg @ada see you\nthere");
    expect(done).toEqual([
      ["POST", "/rooms/direct", { userId: "id-of-ada" }],
      ["meet", "talk"],
      ["send", "see you\nthere", "talk"],
      ["go", "/rooms/talk"],
    ]);
  });

  test("is quiet for an hour, or for as long as is said", async () => {
    const from = Date.now();
    for (const [typed, minutes] of [
      ["/dnd", 60],
      ["/dnd 2h", 120],
    ] as const) {
      const outcome = await run(typed);
      const { quietUntil } = done.at(-1)![2] as { quietUntil: string };
      expect(Math.round((Date.parse(quietUntil) - from) / 60_000)).toBe(minutes);
      expect(outcome).toEqual({ kind: "done", said: "quiet", until: quietUntil });
    }
  });

  test.each([
    ["/nothing", "unknown", "nothing"],
    ["/me", "needsText", undefined],
    ["/rename ", "needsText", undefined],
    ["/invite", "needsPerson", undefined],
    ["/invite ada eve", "nobody", "eve"],
    ["/remove eve", "nobody", "eve"],
    ["/msg eve hi", "nobody", "eve"],
    ["/join", "needsRoom", undefined],
    ["/join cellar", "noRoom", "cellar"],
    ["/mute soon", "badTime", "soon"],
    ["/dnd soon", "badTime", "soon"],
    ["/remind call Bob", "noReminderTime", undefined],
    ["/remind in 2 h", "needsReminderText", undefined],
    ["/status :nothing_like_it: x", "noEmoji", ":nothing_like_it:"],
  ])("%j fails: %s %s", async (typed, why, name) => {
    expect(await run(typed)).toEqual({ kind: "failed", why, ...(name && { name }) });
    expect(done.filter(([what]) => what === "send" || what === "go")).toEqual([]);
  });

  test("tells why the server refused", async () => {
    answers = {};
    expect(await run("/topic x")).toEqual({ kind: "refused", refusal: { code: "not_found", detail: "" } });
  });

  test("does not log out while something waits to be sent", async () => {
    isUnsent = true;
    expect(await run("/logout")).toEqual({ kind: "failed", why: "unsent" });
  });

  test("that one has no right to is refused here, and not offered", async () => {
    rights = false;
    expect(await run("/archive")).toEqual({ kind: "failed", why: "notHere", name: "archive" });
    expect(done).toEqual([]);
    const offered = commandsFor(here).map(({ name }) => name);
    expect(offered).toContain("status");
    expect(offered).not.toContain("archive");
  });
});

describe("/later", () => {
  const now = new Date("2026-11-30T12:00:00Z");
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterEach(() => void vi.useRealTimers());

  test.each([
    ["/later 2h see you", "see you", "2026-11-30T14:00:00.000Z"],
    ["/later 1h 30m  two\nlines", "two\nlines", "2026-11-30T13:30:00.000Z"],
    ["/later 2ч пора ехать", "пора ехать", "2026-11-30T14:00:00.000Z"],
    // In Tokyo, the zone of the account, it is 21:00.
    ["/schedule 9:00 good morning", "good morning", "2026-12-01T00:00:00.000Z"],
    ["/later 22:00 good night", "good night", "2026-11-30T13:00:00.000Z"],
  ])("%j schedules %j", async (typed, text, sendAt) => {
    expect(await run(typed)).toEqual({ kind: "done", said: "scheduled", until: sendAt });
    expect(done).toEqual([["POST", "/rooms/den/scheduled", { text, sendAt }]]);
  });

  test("needs a time and a text", async () => {
    expect(await run("/later hello there")).toEqual({ kind: "failed", why: "badTime", name: "hello" });
    expect(await run("/later 2h")).toEqual({ kind: "failed", why: "needsText" });
    expect(done).toEqual([]);
  });
});

describe("the list of commands", () => {
  test("has every command that there are words for, and no name twice", () => {
    const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(Object.keys(en.commands.about).sort());
  });

  test("is searched by the beginning of names, other names last", () => {
    const found = (query: string) => findCommands(COMMANDS, query).map(({ name }) => name);
    expect(found("m")).toEqual(["me", "msg", "mute"]);
    expect(found("KICK")).toEqual(["remove"]);
    expect(found("s")).toEqual(["settings", "shortcuts", "shrug", "spoiler", "status", "later"]);
    expect(found("zzz")).toEqual([]);
  });
});
