import { readCommits } from "@/lib/delivery/commit-work";
import { rememberAs } from "@/lib/platform/remember";

// A process of its own that begins to handle commits and never ends: for tests of processes that are killed. Its settings
// come as JSON in the first argument; it prints the first `seq` of what it handles.

rememberAs("settings", JSON.parse(process.argv[2] ?? "{}"));
void readCommits([
  async (_ctx, [first]) => {
    console.log(first?.fromSeq);
    await new Promise<void>(() => {});
  },
]);
setInterval(() => {}, 60_000);
