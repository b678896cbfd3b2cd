// `npm run bench:ui`: measures the production build in a browser on this machine. See bench/ui/main.ts.
import { requireChromium } from "./requirements.mjs";
import { prepareAndBuild, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepareAndBuild();
  await requireChromium();
  const { register } = await import("tsx/esm/api");
  register();
  await import("../bench/ui/main.ts");
});
