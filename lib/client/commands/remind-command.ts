import { type Command, type CommandContext, type CommandResult, DONE, failed, resultOf } from "./command";

const WHY = { noTime: "noReminderTime", noText: "needsReminderText", past: "pastTime" } as const;

/** Sets a reminder of a text: `/remind me in 2 h call Bob`. Without arguments it opens the list of reminders. */
async function remind(args: string, { call, go, timeZone }: CommandContext): Promise<CommandResult> {
  if (args.trim() === "") {
    go("/reminders");
    return DONE;
  }
  const { parseReminder } = await import("./parse-reminder");
  const zone = timeZone();
  const typed = parseReminder(args, { now: new Date(), timeZone: zone });
  if ("why" in typed) return failed(WHY[typed.why]);
  const { at, repeat, text } = typed;
  const reminder = { at: at.toISOString(), repeat, text, timeZone: zone };
  return resultOf(await call("POST /me/reminders", reminder), {
    kind: "done",
    said: "reminder",
    until: at.toISOString(),
  });
}

/** Commands that set reminders. */
export const REMIND_COMMANDS: readonly Command[] = [
  { name: "remind", aliases: ["напомни", "напомнить"], takes: "reminder", run: remind },
];
