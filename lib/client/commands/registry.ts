import type { Command, CommandContext } from "./command";
import { GOING_COMMANDS } from "./going-commands";
import { LATER_COMMAND } from "./later-command";
import { OWN_COMMANDS } from "./own-commands";
import { PEOPLE_COMMANDS } from "./people-commands";
import { REMIND_COMMANDS } from "./remind-command";
import { ROOM_COMMANDS } from "./room-commands";
import { TEXT_COMMANDS } from "./text-commands";

/**
 * All slash commands, in the order of the list. To add one, add its entry to one of these files and its texts to the
 * messages under `commands.about`.
 */
export const COMMANDS: readonly Command[] = [
  ...GOING_COMMANDS,
  ...TEXT_COMMANDS,
  LATER_COMMAND,
  ...PEOPLE_COMMANDS,
  ...OWN_COMMANDS,
  ...REMIND_COMMANDS,
  ...ROOM_COMMANDS,
];

/** The commands that are available in a room. */
export const commandsFor = (here: Pick<CommandContext, "room" | "may">): Command[] =>
  COMMANDS.filter(({ isFor }) => isFor?.(here) ?? true);

/** Finds a command by its name or one of its aliases. */
export const commandNamed = (name: string): Command | undefined =>
  COMMANDS.find((command) => command.name === name || command.aliases?.includes(name));

/** Commands whose names start with `query`. Matches of the name come before matches of an alias. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const begun = query.toLowerCase();
  const isNamed = ({ name }: Command) => name.startsWith(begun);
  const isKnownAs = ({ aliases = [] }: Command) => aliases.some((alias) => alias.startsWith(begun));
  return [...commands.filter(isNamed), ...commands.filter((one) => !isNamed(one) && isKnownAs(one))];
}
