import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/requirements.mjs";

// The servers are the tests' own: e2e/server.ts starts the production build, which `npm test` has made before.
export default defineConfig({
  testDir: "e2e",
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: { trace: "retain-on-failure", locale: "en-GB" },
  projects: [
    {
      name: "chromium",
      use: { browserName: "chromium", launchOptions: { ...chromium(), args: flags() } },
    },
  ],
});

function chromium(): { executablePath?: string } {
  const executablePath = findChromium();
  return executablePath ? { executablePath } : {};
}

function flags(): string[] {
  const quiet = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A microphone that beeps, for voice messages.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
}
