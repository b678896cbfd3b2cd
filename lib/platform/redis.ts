import { Redis } from "ioredis";

/** Redis answers within a millisecond; one that says nothing for so long is as good as dead. */
const TIMEOUT_MS = 500;

/** A connection on which nothing is asked is asked for a sign of life so often. */
const HEARTBEAT_MS = 1_000;

/**
 * A connection to Redis on which no command waits for long. A Redis that hangs (a stopped process, a dead virtual machine,
 * a lost network) keeps its connections open, so silence counts as the connection's end: what was asked fails at once,
 * and so does what is asked until a new connection is ready.
 * @param kind `commands`, or `subscriber`, whose subscriptions come back with each new connection
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
