import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/requirements.mjs";

/** Pages of Chromium's own that each window loads for its address bar: almost a second of the processor's time. */
const NEEDLESS = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** What Playwright turns off itself (its chromiumSwitches.ts): a second list of features replaces the first. */
const UNSTABLE = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

// The servers are the tests' own: e2e/server.ts starts the production build, which `npm test` has made before.
export default defineConfig({
  testDir: "e2e",
  forbidOnly: true,
  // A journey waits for a third of its time: on two cores one at a time would leave them idle. Each worker has a server.
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  // Only a failure waits for so long: a busy machine may take its time.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    // Without a film of the page, which costs a tenth of the processor's time. It shows the page at each step all the same.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: true },
    locale: "en-GB",
  },
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
    // Without a graphics card the processor would imitate one, which costs more than drawing without.
    "--disable-gpu",
    `--disable-features=${[...NEEDLESS, ...UNSTABLE].join()}`,
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
