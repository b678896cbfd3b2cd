// `npm run demo`: fills an empty workspace with lifelike people, rooms and messages, then says how to log in.
import { prepare, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  await import("./demo/main.ts");
});
