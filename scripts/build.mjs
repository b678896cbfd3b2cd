// `npm run build`: builds now, as `npm start` does when needed.
import { build, prepare, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepare();
  await build();
});
