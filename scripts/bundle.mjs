// Makes one file of server.ts and what it imports of ours, and one of the process that decodes media, so that serving
// needs no TypeScript at run time: it starts in a fraction of the time, and idles with less memory. Packages stay where
// they are.
import { build } from "esbuild";

await build({
  entryPoints: { server: "server.ts", "media-worker": "lib/platform/media/worker/main.ts" },
  outdir: ".next/parley",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  packages: "external",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
});
