import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { freePort } from "./lib/platform/free-port";
import { findChromium } from "./scripts/requirements.mjs";

// Workers read this file again, in processes of their own, and have to come to the same port.
process.env.PARLEY_E2E_PORT ??= String(await freePort());
const isFirst = process.env.TEST_WORKER_INDEX === undefined;
const address = `http://localhost:${process.env.PARLEY_E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { baseURL: address, trace: "retain-on-failure", locale: "en-GB" },
  projects: [
    {
      name: "chromium",
      use: { browserName: "chromium", launchOptions: { executablePath: findChromium(), args: flags() } },
    },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    url: `${address}/api/ready`,
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: { PORT: process.env.PARLEY_E2E_PORT, DATA_DIR: isFirst ? temporaryFolder() : "" },
  },
});

function flags(): string[] {
  const quiet = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-e2e-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
