import { afterEach, expect, test, vi } from "vitest";
import { outgoing } from "@/tests/support/client/outgoing";
import { callBy } from "../connection/send-command";
import type { Outbox } from "../outbox/outbox";
import type { StoredMessage } from "../outbox/outbox-store";
import type { Uploads } from "../uploads/uploads";
import { createOwnMessages } from "./own-messages";
import { sendHeld } from "./send-held";

/** An outbox that holds a message, whose files have these ids on the server. */
const chatWith = (held: StoredMessage, ids: string[] | null) => ({
  outbox: { held: () => [held] } as unknown as Outbox,
  uploads: { idsOf: () => ids } as unknown as Uploads,
  call: callBy(() => null),
});

function ownMessages(undoSendSeconds: number) {
  const push = vi.fn(async () => {});
  const own = createOwnMessages({
    drafts: {} as never,
    outbox: { push } as unknown as Outbox,
    uploads: { take: () => [] } as unknown as Uploads,
    ownAccount: { get: () => ({ undoSendSeconds }) } as never,
  });
  return { own, push };
}

const held = (clientId: string): StoredMessage => ({
  ...outgoing(clientId, {
    roomId: "den",
    text: "wait",
    replyTo: { id: "m-7", seq: 7 },
    heldUntil: Date.now() + 9_000,
  }),
  order: 1,
  refusal: null,
});

afterEach(() => void vi.unstubAllGlobals());

test("a page that ends sends what waits to be taken back, in a request that outlives it", () => {
  const asked = vi.fn(async () => Response.json({}));
  vi.stubGlobal("fetch", asked);
  sendHeld(chatWith(held("a"), ["file"]));
  const body = { clientId: "a", text: "wait", replyToId: "m-7", attachmentIds: ["file"] };
  expect(asked).toHaveBeenCalledExactlyOnceWith(
    "/api/v1/rooms/den/messages",
    expect.objectContaining({ method: "POST", keepalive: true, body: JSON.stringify(body) }),
  );
});

test("a message whose files are not up stays for the next visit", () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  sendHeld(chatWith(held("a"), null));
  expect(asked).not.toHaveBeenCalled();
});

test("a message waits for as long as its author chose, and not at all by default", async () => {
  for (const undoSendSeconds of [0, 20]) {
    const { own, push } = ownMessages(undoSendSeconds);
    const before = Date.now();
    await own.send("den", "hello");
    const [[message]] = push.mock.calls as unknown as [[StoredMessage]];
    expect(message.heldUntil >= before + undoSendSeconds * 1_000).toBe(undoSendSeconds > 0);
    if (undoSendSeconds === 0) expect(message.heldUntil).toBe(0);
  }
});
