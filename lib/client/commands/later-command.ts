import { nextTime } from "@/lib/shared/time/presets";
import { type Command, type CommandContext, type CommandResult, failed, resultOf } from "./command";
import { endOf } from "./span";

const CLOCK = /^\d{1,2}:\d{2}$/;

/** Most words of a duration, such as "1 day 2 hours". */
const MOST_WORDS = 6;

/** Splits "1h 30m text" into the moment and the text: the longest beginning that is a time. Null without one. */
function momentAndText(args: string, timeZone: string | null): { at: Date; text: string } | null {
  const words = args.trim().split(/(\s+)/);
  for (let count = Math.min(MOST_WORDS * 2 - 1, words.length - 2); count > 0; count -= 2) {
    const written = words.slice(0, count).join("");
    const end = endOf(written);
    if (!end) continue;
    const at =
      CLOCK.test(written) && timeZone ? nextTime(written.padStart(5, "0"), new Date(), timeZone) : end;
    return { at, text: words.slice(count).join("").trim() };
  }
  return null;
}

/** Schedules a text: after a while, or at a time of day in the account's zone. */
async function sendLater(args: string, { room, me, call }: CommandContext): Promise<CommandResult> {
  const wish = momentAndText(args, me.timeZone);
  if (!wish) return endOf(args) ? failed("needsText") : failed("badTime", args.trim().split(/\s/)[0] ?? "");
  const sendAt = wish.at.toISOString();
  const outcome = await call("POST /rooms/{room}/scheduled", { room: room.id, text: wish.text, sendAt });
  return resultOf(outcome, { kind: "done", said: "scheduled", until: sendAt });
}

/** The command that sends a text later. */
export const LATER_COMMAND: Command = {
  name: "later",
  aliases: ["schedule"],
  takes: "timeAndText",
  isFor: ({ may }) => may("send"),
  run: sendLater,
};
