import { Redis } from "ioredis";
import { codeOf, StartError } from "../start-error";

/**
 * Checks that Redis answers. Later it may come and go; at the start its absence is a mistake in the settings.
 *
 * @throws StartError with host and port, never with the password
 */
export async function checkRedis(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: 5_000,
    socketTimeout: 5_000,
    retryStrategy: () => null,
  });
  let trouble: unknown;
  redis.on("error", (error) => {
    trouble = error; // More specific than the rejection, which is "Connection is closed."
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw new StartError(refusal(redisUrl, trouble ?? error));
  } finally {
    redis.disconnect();
  }
}

function refusal(redisUrl: string, error: unknown): string {
  const { hostname, port } = new URL(redisUrl);
  const { message } = error as Error;
  const reason = codeOf(error) === "ECONNREFUSED" ? "nothing listens there" : message.replace(/\.$/, "");
  return `Redis at ${hostname}:${port || 6379} (REDIS_URL) cannot be used: ${reason}.`;
}
