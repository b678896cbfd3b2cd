// `npm run faults`: injects faults under load. See faults/main.ts.
import { requireRedis } from "./requirements.mjs";
import { prepareAndBuild, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepareAndBuild();
  requireRedis();
  const { register } = await import("tsx/esm/api");
  register();
  await import("../faults/main.ts");
});
