import { CommitReader } from "@/lib/delivery/commit-work";
import { PushSender } from "@/lib/domain/push/push-sender";
import { pushesOfCommits } from "@/lib/domain/push/pushes-of-messages";
import { rememberAs } from "@/lib/platform/remember";
import { leadOutboundTo } from "./push-network";

// A process of its own that pushes: for tests of processes that are killed. Its settings come as JSON in the first
// argument, the port of the push service in the second. With "stuck" in the third it never ends the transaction in which
// it writes its first pushes, and prints a line when it is there.

const [, , own = "{}", port, mode] = process.argv;
rememberAs("settings", JSON.parse(own));
leadOutboundTo(Number(port));
new PushSender();
new CommitReader([
  async (ctx, commits) => {
    await pushesOfCommits(ctx, commits);
    if (mode !== "stuck") return;
    console.log("written");
    await new Promise<void>(() => {});
  },
]);
setInterval(() => {}, 60_000);
