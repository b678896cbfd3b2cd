import { type CommandContext, type CommandResult, failed } from "./command";
import { commandNamed } from "./registry";

/** Runs a command. A command that is not available in this room is refused without asking the server. */
export async function runCommand(name: string, args: string, here: CommandContext): Promise<CommandResult> {
  const command = commandNamed(name);
  if (!command) return failed("unknown", name);
  if (command.isFor && !command.isFor(here)) return failed("notHere", name);
  return command.run(args, here);
}
