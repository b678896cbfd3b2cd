import { afterEach, expect, test, vi } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { UNREACHABLE } from "../connection/outcome";
import { createSaved } from "./saved";

const message = (seq: number) =>
  wholeMessage({
    id: `m${seq}`,
    roomId: "den",
    seq,
    rev: seq,
    sender: { id: "ada", username: "ada", displayName: "Ada", isBot: false },
    createdAt: "2026-01-01T00:00:00.000Z",
    clientId: `c${seq}`,
  });

/** A server with some saved messages that answers changes with a status. */
function server(seqs: number[], status = 204) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, { method = "GET" }: { method?: string }) => {
    asked.push(`${method} ${path}`);
    if (method === "GET") return Response.json({ seqs });
    if (status === 0) throw new TypeError("Failed to fetch");
    return status === 204
      ? new Response(null, { status })
      : Response.json({ code: "conflict", detail: "Too many." }, { status });
  });
  return asked;
}

afterEach(() => void vi.unstubAllGlobals());

const marksOf = ({ store }: ReturnType<typeof createSaved>) => [...(store.get().den ?? [])];

test("a room's marks are asked for once, however many messages want them", async () => {
  const asked = server([2, 4]);
  const saved = createSaved();
  for (let i = 0; i < 5; i++) saved.load("den");
  await vi.waitFor(() => expect(marksOf(saved)).toEqual([2, 4]));
  expect(asked).toEqual(["GET /api/v1/rooms/den/saved"]);
});

test("saving shows at once, and is taken back when the server refuses or is away", async () => {
  for (const [status, outcome] of [
    [204, { ok: true, data: null }],
    [409, { ok: false, error: { code: "conflict", detail: "Too many." } }],
    [0, UNREACHABLE],
  ] as const) {
    server([], status);
    const saved = createSaved();
    saved.load("den");
    await vi.waitFor(() => expect(saved.store.get().den).toBeDefined());
    const saving = saved.set(message(3), true);
    expect(marksOf(saved)).toEqual([3]);
    expect(await saving).toEqual(outcome);
    expect(marksOf(saved)).toEqual(outcome.ok ? [3] : []);
  }
});

test("another device's news moves the marks, and tells the lists", async () => {
  server([2]);
  const saved = createSaved();
  saved.load("den");
  await vi.waitFor(() => expect(marksOf(saved)).toEqual([2]));
  saved.onSaved({ roomId: "den", seq: 5, isSaved: true });
  saved.onSaved({ roomId: "den", seq: 2, isSaved: false });
  saved.onSaved({ roomId: "attic", seq: 1, isSaved: true });
  expect(marksOf(saved)).toEqual([5]);
  expect(saved.changes.get()).toBe(3);
});

test("after a while without a connection the marks are asked for anew", async () => {
  server([2]);
  const saved = createSaved();
  saved.load("den");
  await vi.waitFor(() => expect(marksOf(saved)).toEqual([2]));
  server([2, 9]);
  saved.refresh();
  await vi.waitFor(() => expect(marksOf(saved)).toEqual([2, 9]));
});
