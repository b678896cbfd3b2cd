// `npm run storage`: moves files between the disk and S3, and deletes what no file needs. See docs/self-hosting.md.
import { prepare, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  const { runStorage } = await import("./storage/main.ts");
  await runStorage(process.argv.slice(2));
});
