import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rememberAs } from "@/lib/platform/remember";
import { attachRealtime } from "@/lib/transport/attach";

// A process of its own with both kinds of sockets: for tests of several processes, and of one that is killed.
// Its settings come as JSON in the first argument; it prints its port.

rememberAs("settings", JSON.parse(process.argv[2] ?? "{}"));
const http = createServer();
await attachRealtime(http);
http.listen(0, "127.0.0.1", () => console.log((http.address() as AddressInfo).port));
