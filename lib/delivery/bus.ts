import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { connectRedis } from "@/lib/platform/redis/redis";
import { remember } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import type { PresenceMessage } from "./presence";
import type { RoomUpdate } from "./room-change";

/** A message between processes. All of them are hints: a process that misses one is healed by the rows. */
export type BusMessage =
  | { kind: "room_update"; update: RoomUpdate }
  | { kind: "person"; userId: string; roomId?: string; frame: { type: string; payload: object } }
  | { kind: "ephemeral"; roomId: string; memberVersion: number; frame: { type: string; payload: object } }
  | { kind: "everybody"; isForGuests: boolean; frame: { type: string; payload: object } }
  | { kind: "presence"; presence: PresenceMessage }
  | { kind: "access"; userId: string };

/** Carries messages between the hubs of several processes; does nothing if there is one process. */
export type Bus = {
  publish(messages: BusMessage[]): void;
  subscribe(onMessage: (message: BusMessage) => void): void;
  state(): "none" | "ok" | "away";
  close(): void;
};

const CHANNEL = "parley:bus";

/** Returns the process's bus: Redis publish/subscribe if REDIS_URL is set, else a bus that does nothing. */
export function bus(): Bus {
  return remember("bus", () => {
    const url = settings().redisUrl;
    return url ? new RedisBus(url) : NO_BUS;
  });
}

const NO_BUS: Bus = { publish() {}, subscribe() {}, state: () => "none", close() {} };

class RedisBus implements Bus {
  private readonly self = randomUUID();
  private readonly out: Redis;
  private readonly in: Redis;

  constructor(url: string) {
    this.out = connectRedis(url, "commands");
    this.in = connectRedis(url, "subscriber");
    for (const connection of [this.out, this.in]) connection.on("error", warnOnce(connection));
  }

  publish(messages: BusMessage[]): void {
    if (messages.length === 0) return;
    // A lost message is not fatal: clients and hubs catch up by `rev` and by access version.
    this.out.publish(CHANNEL, JSON.stringify({ from: this.self, messages })).catch(() => 0);
  }

  subscribe(onMessage: (message: BusMessage) => void): void {
    this.in.on("message", (_channel, text) => {
      const { from, messages } = JSON.parse(text) as { from: string; messages: BusMessage[] };
      if (from !== this.self) for (const message of messages) onMessage(message);
    });
    this.in.subscribe(CHANNEL).catch(() => 0);
  }

  state(): "ok" | "away" {
    return this.out.status === "ready" && this.in.status === "ready" ? "ok" : "away";
  }

  close(): void {
    this.out.disconnect();
    this.in.disconnect();
  }
}

/** Logs the loss of Redis once, not for each attempt to reconnect. */
function warnOnce(connection: Redis): (error: Error) => void {
  let warned = false;
  connection.on("ready", () => {
    warned = false;
  });
  return (error) => {
    if (!warned) console.warn(`Redis is away, other processes hear of changes late: ${error.message}`);
    warned = true;
  };
}
