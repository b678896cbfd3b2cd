// Compresses the build's scripts, styles and pictures once, at the highest level: Next would do it again for each request,
// with gzip at a middling level. Beside `x.js` lie `x.js.br` and `x.js.gz`; lib/platform/http/static-files.ts serves them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";

/** Smaller files, in bytes, fit into one packet either way. */
const MIN_COMPRESSED_BYTES = 1_024;

const files = readdirSync(".next/static", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|css|svg)$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name));
// zlib works on Node's thread pool: all files are handed over at once, and as many are compressed as it has threads.
await Promise.all(files.map(compressFile));

async function compressFile(file) {
  const bytes = readFileSync(file);
  if (bytes.length < MIN_COMPRESSED_BYTES) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(`${file}.br`, br);
  writeFileSync(`${file}.gz`, gz);
}
