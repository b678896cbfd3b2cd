// How scripts/bundle.mjs makes the programs that run without TypeScript. Code that is imported on demand becomes a chunk of
// its own, with the packages that it imports: otherwise the S3 SDK would be loaded by every server.
export const BUNDLE_FOLDER = ".next/parley";

/** @type {import("esbuild").BuildOptions} */
export const BUNDLE_OPTIONS = {
  entryPoints: {
    server: "server.ts",
    "media-worker": "lib/platform/media/worker/main.ts",
    storage: "scripts/storage/run.ts",
  },
  outdir: BUNDLE_FOLDER,
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node24",
  format: "esm",
  packages: "external",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
};
