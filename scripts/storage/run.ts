// The command without TypeScript, as in a container: node .next/parley/storage.mjs --to s3
import { runStorage } from "./main";

await runStorage(process.argv.slice(2));
