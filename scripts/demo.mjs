// `npm run demo`: fills an empty workspace with lifelike people, rooms and messages, then says how to log in.
import { pathToFileURL } from "node:url";
import { prepare, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL("scripts/demo/main.ts").href);
});
