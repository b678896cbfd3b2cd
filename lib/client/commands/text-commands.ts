import { asSpoiler } from "@/lib/shared/markdown/as-spoiler";
import { isBlank } from "@/lib/shared/text/blank";
import { type Command, type CommandContext, DONE, failed } from "./command";

/** The shoulders are escaped, because Markdown would read them as its own signs. */
const SHRUG = "¯\\\\\\_(ツ)\\_/¯";

const isForWriting = ({ may }: Pick<CommandContext, "may">) => may("send");

/** A command that posts `say(args)` and needs arguments. */
const saying = (say: (text: string) => string) => (args: string, here: CommandContext) => {
  if (isBlank(args)) return failed("needsText");
  here.send(say(args.trim()));
  return DONE;
};

/** Commands that post text. */
export const TEXT_COMMANDS: readonly Command[] = [
  { name: "me", takes: "text", isFor: isForWriting, run: saying((text) => `_${text}_`) },
  {
    name: "shrug",
    takes: "textOrNone",
    isFor: isForWriting,
    run(args, here) {
      here.send(`${args} ${SHRUG}`.trim());
      return DONE;
    },
  },
  { name: "code", takes: "text", isFor: isForWriting, run: saying((text) => `\`\`\`\n${text}\n\`\`\``) },
  { name: "spoiler", takes: "text", isFor: isForWriting, run: saying(asSpoiler) },
  {
    name: "poll",
    aliases: ["опрос"],
    takes: "questionOrNone",
    isFor: isForWriting,
    run(args, here) {
      here.askPoll(args.trim());
      return DONE;
    },
  },
];
