import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/platform/database/migrations";
import { startTemporaryPostgres } from "@/lib/platform/postgres/temporary-postgres";
import { startRedis } from "./redis";

declare module "vitest" {
  interface ProvidedContext {
    /** The test run's PostgreSQL, on a database with nothing in it. */
    postgresUrl: string;
    /** A database that has been migrated and is never connected to: others are copied from it. */
    templateName: string;
    /** The test run's Redis. */
    redisUrl: string;
  }
}

const TEMPLATE = "parley_template";

/** Starts what all tests share: one PostgreSQL with a migrated template, and one Redis. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const [postgres, redis] = await Promise.all([startTemporaryPostgres(), startRedis()]);
  await makeTemplate(postgres.url);

  provide("postgresUrl", postgres.url);
  provide("templateName", TEMPLATE);
  provide("redisUrl", redis.url);
  return async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
  };
}

async function makeTemplate(postgresUrl: string): Promise<void> {
  const connection = new pg.Client(postgresUrl);
  await connection.connect();
  await connection.query(`CREATE DATABASE ${TEMPLATE}`);
  await connection.end();
  await migrate(withDatabase(postgresUrl, TEMPLATE));
}

function withDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
