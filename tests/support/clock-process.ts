import { JobRunner } from "@/lib/core/jobs/job-runner";
import { ReminderClock } from "@/lib/domain/reminders/reminder-clock";
import { sendDueJob } from "@/lib/domain/scheduled/send-due";
import { rememberAs } from "@/lib/platform/remember";

// A process of its own that delivers reminders and sends scheduled messages: for tests of processes that are killed. Its
// settings come as JSON in the first argument.

rememberAs("settings", JSON.parse(process.argv[2] ?? "{}"));
new ReminderClock();
new JobRunner([sendDueJob]);
setInterval(() => {}, 60_000); // The timers of both keep no process alive.
