import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

// The least that an upload can cost: a server that streams each body to a file in a folder, and deletes it.

const [folder = "."] = process.argv.slice(2);
let count = 0;

const server = createServer(async (request, response) => {
  const file = join(folder, `upload-${count++}`);
  await pipeline(request, createWriteStream(file));
  response.writeHead(201).end();
  await rm(file);
});
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
