// `npm run bench`: measures the production build on this machine. See bench/main.ts.
import { prepareAndBuild, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepareAndBuild();
  const { register } = await import("tsx/esm/api");
  register();
  await import("../bench/main.ts");
});
