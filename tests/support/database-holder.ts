// A process that has the database of DATA_DIR until it is told to end: what a running Parley is to that folder.

import { startEmbeddedPostgres } from "@/lib/platform/postgres/embedded-postgres";
import { readSettings } from "@/lib/platform/settings";

try {
  const database = await startEmbeddedPostgres(readSettings(process.env).dataDir);
  process.on("SIGTERM", async () => {
    await database.release();
    console.log("leaving");
    await database.stop();
    process.exit(0);
  });
  console.log(database.url);
} catch (error) {
  console.log(`refused: ${(error as Error).message}`);
  process.exit(1);
}
