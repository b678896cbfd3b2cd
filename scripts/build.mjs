// `npm run build`: what `npm start` does when it is needed, done now.
import { build, prepare, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepare();
  await build();
});
