import { Redis } from "ioredis";

/** Redis answers within a millisecond; after this silence it counts as dead. */
const TIMEOUT_MS = 500;

/** Interval of pings on an idle connection, in milliseconds. */
const HEARTBEAT_MS = 1_000;

/**
 * Connects to Redis so that no command waits for long. A hanging Redis (a stopped process, a dead virtual machine, a
 * lost network) keeps its connections open, so silence counts as their end: pending commands fail at once, and so do
 * new ones until a connection is ready.
 *
 * @param kind `commands`, or `subscriber`, whose subscriptions are restored on each new connection
 */
export function connectRedis(url: string, kind: "commands" | "subscriber"): Redis {
  const redis = new Redis(url, {
    socketTimeout: TIMEOUT_MS,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
    ...(kind === "commands"
      ? {
          enableOfflineQueue: false,
          maxRetriesPerRequest: 0,
          autoResendUnfulfilledCommands: false,
          commandTimeout: 2 * TIMEOUT_MS,
        }
      : { maxRetriesPerRequest: null }),
  });
  const heartbeat = setInterval(() => {
    if (redis.status === "ready") redis.ping().catch(() => {}); // Silence ends the connection by `socketTimeout`.
  }, HEARTBEAT_MS);
  heartbeat.unref();
  redis.on("end", () => clearInterval(heartbeat));
  return redis;
}
