// `npm start`: sets up what is missing, then serves. The server runs in this very process, so that every signal, exit code
// and end is the server's own: with a child in between, a `kill -9` here would leave it running there.
import { pathToFileURL } from "node:url";
import { prepareAndBuild, runScript } from "./setup.mjs";

const parent = process.ppid;

await runScript(async () => {
  await prepareAndBuild();
  followParent();
  process.env.NODE_ENV = "production";
  await import(pathToFileURL(".next/parley/server.mjs").href);
});

/** npm cannot pass on its own `kill -9`; a server without the npm that started it is one that nobody can find. */
function followParent() {
  if (!process.env.npm_lifecycle_event) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.emit("SIGTERM");
  }, 200);
  timer.unref();
}
