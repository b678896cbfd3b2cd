import type { Outcome, Refusal } from "@/lib/shared/errors";
import type en from "@/lib/shared/i18n/en.json";
import type { RoomAction } from "@/lib/shared/permissions";
import type { AccountView, MyRoomView } from "@/lib/shared/views";
import type { call } from "../connection/call";
import { refusalOf } from "../connection/outcome";

/** Everything a command can use: the room it was typed in, its author, and the calls it may make. */
export type CommandContext = {
  room: MyRoomView;
  rooms: () => readonly MyRoomView[];
  me: Pick<AccountView, "id" | "timeZone">;
  may: (action: RoomAction) => boolean;
  /** Posts to the current room, or to `room`. */
  send: (text: string, room?: MyRoomView) => void;
  /** Calls the server. */
  call: typeof call;
  /** Applies a room that the server sent. */
  applyRoom: (room: MyRoomView) => void;
  /** The zone of my times; see useOwnTimes. */
  timeZone: () => string;
  /** Navigates to a page. */
  go: (path: string) => void;
  open: (what: "commands" | "keys" | "leave") => void;
  /** Opens the form of a new poll. */
  askPoll: (question: string) => void;
  /** Logs out. Returns false if unsent messages would be lost. */
  logOut: () => boolean;
};

type Words = typeof en.commands;

/**
 * The result of a command. A command that is done clears the composer; otherwise the text stays and the author reads
 * the reason.
 */
export type CommandResult =
  | { kind: "done"; said?: keyof Words["said"]; name?: string; until?: string }
  | { kind: "failed"; why: keyof Words["failed"]; name?: string }
  | { kind: "refused"; refusal: Refusal };

/**
 * A slash command. Its texts are in the messages under `commands`: `about.<name>` is its description, `takes.<takes>`
 * names its arguments.
 */
export type Command = {
  name: keyof Words["about"];
  aliases?: readonly string[];
  takes?: keyof Words["takes"];
  /** Returns whether the command is available in a room. Without it, the command is available everywhere. */
  isFor?: (here: Pick<CommandContext, "room" | "may">) => boolean;
  run: (args: string, here: CommandContext) => CommandResult | Promise<CommandResult>;
};

export const DONE: CommandResult = { kind: "done" };

/** A failed command with its reason. */
export const failed = (why: keyof Words["failed"], name?: string): CommandResult => ({
  kind: "failed",
  why,
  ...(name !== undefined && { name }),
});

/** Turns the outcome of a call into the result of a command. */
export const resultOf = (
  outcome: Outcome<unknown>,
  said?: CommandResult & { kind: "done" },
): CommandResult => (outcome.ok ? (said ?? DONE) : { kind: "refused", refusal: refusalOf(outcome) });
