import { type CommandContext, type CommandResult, failed } from "./command";
import { commandNamed } from "./registry";

/** Does what a command says. What it may not be used for here is refused before the server has to. */
export async function runCommand(name: string, args: string, here: CommandContext): Promise<CommandResult> {
  const command = commandNamed(name);
  if (!command) return failed("unknown", name);
  if (command.isFor && !command.isFor(here)) return failed("notHere", name);
  return command.run(args, here);
}
