import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { JobRunner } from "@/lib/core/jobs/job-runner";
import { rememberAs } from "@/lib/platform/remember";

// A process of its own that takes jobs and never ends one: for tests of processes that are killed. Its settings come as
// JSON in the first argument, the kind in the second; it prints the id of each job that it begins.

rememberAs("settings", JSON.parse(process.argv[2] ?? "{}"));
const job = defineJob({
  kind: process.argv[3] ?? "",
  input: z.object({ note: z.string() }),
  maxAttempts: 3,
  backoff: { first: 1, longest: 1 },
  run(_input, { id }) {
    console.log(id);
    return new Promise<void>(() => {});
  },
});
new JobRunner([job]);
setInterval(() => {}, 60_000); // The runner's timers keep no process alive.
