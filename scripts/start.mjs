// `npm start`: sets up what is missing, then serves. The server runs in this very process, so that every signal, exit code
// and end is the server's own: with a child in between, a `kill -9` here would leave it running there.
import { pathToFileURL } from "node:url";
import { followParent, prepareAndBuild, runScript } from "./setup.mjs";

await runScript(async () => {
  followParent();
  await prepareAndBuild();
  process.env.NODE_ENV = "production";
  await import(pathToFileURL(".next/parley/server.mjs").href);
});
