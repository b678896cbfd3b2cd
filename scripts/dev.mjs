// `npm run dev`: pages reload on each change; the server restarts when server.ts or an import of it changes.
import { spawn } from "node:child_process";
import { bin, followParent, prepare, runScript } from "./setup.mjs";

await runScript(async () => {
  await prepare();
  const env = { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" };
  const args = [bin("tsx/dist/cli.mjs"), "watch", "--clear-screen=false", "server.ts"];
  const server = spawn(process.execPath, args, { env, stdio: "inherit" });
  // Ctrl+C goes to the server as well; this process waits for its end.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => server.kill("SIGTERM"));
  followParent();
  server.on("exit", (code) => process.exit(code ?? 1));
});
