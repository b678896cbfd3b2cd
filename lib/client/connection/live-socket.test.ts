import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { createReceipts } from "@/lib/client/reading/receipts";
import { FrameRouter, type FrameRouterDeps } from "../chat/frame-router";
import { createListChanges } from "../sync/list-changes";
import type { Listeners } from "./live-connection";
import { connectSocket } from "./live-socket";

const line = vi.hoisted(() => ({ socket: undefined as EventEmitter | undefined }));

vi.mock("socket.io-client", () => ({ io: () => line.socket }));

vi.stubGlobal("navigator", { onLine: true });
vi.stubGlobal("window", new EventTarget());
vi.stubGlobal("document", new EventTarget());

/** The listeners of a chat, of which nothing but the names matters. */
const namesOfChat = () => {
  const deps = { listChanges: createListChanges(), receipts: createReceipts(), drafts: {}, account: {} };
  return Object.keys(new FrameRouter(deps as unknown as FrameRouterDeps).listeners);
};

test("every frame for which a chat has a listener reaches it", () => {
  line.socket = Object.assign(new EventEmitter(), {
    connected: false,
    connect() {},
    disconnect() {},
    close() {},
  });
  const heard: string[] = [];
  const names = namesOfChat();
  const on = Object.fromEntries(names.map((name) => [name, () => heard.push(name)]));
  const live = connectSocket(on as unknown as Listeners, () => {});
  for (const name of names) line.socket.emit(name, {});
  expect(heard.sort()).toEqual([...names].sort());
  expect(names).toContain("confirmation");
  live.close();
});
