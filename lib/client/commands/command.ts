import type { Refusal, Reply } from "@/lib/shared/errors";
import type en from "@/lib/shared/i18n/en.json";
import type { RoomAction } from "@/lib/shared/permissions";
import type { AccountView, MyRoomView } from "@/lib/shared/views";

/** What a command has at hand: the room that it was typed in, its author, and what it can do for them. */
export type CommandContext = {
  room: MyRoomView;
  rooms: () => readonly MyRoomView[];
  me: Pick<AccountView, "id">;
  may: (action: RoomAction) => boolean;
  /** Posts to the room that one is in, or to another. */
  send: (text: string, room?: MyRoomView) => void;
  /** Asks the server over REST; `path` without `/api/v1`. */
  ask: <T>(method: string, path: string, body?: object) => Promise<Reply<T>>;
  /** Takes a room as the server told it. */
  meet: (room: MyRoomView) => void;
  /** Goes to a page. */
  go: (path: string) => void;
  open: (what: "commands" | "keys" | "leave") => void;
  /** Logs out; false where messages still wait to be sent, which would be lost. */
  logOut: () => boolean;
};

type Words = typeof en.commands;

/** What became of a command: where it is done the text goes, else it stays, and the author reads why. */
export type CommandResult =
  | { kind: "done"; said?: keyof Words["said"]; name?: string; until?: string }
  | { kind: "failed"; why: keyof Words["failed"]; name?: string }
  | { kind: "refused"; refusal: Refusal };

/**
 * A slash command. Its words stand in the messages under `commands`: `about.<name>` says what it does, `takes.<takes>`
 * what is written behind it.
 */
export type Command = {
  name: keyof Words["about"];
  aliases?: readonly string[];
  takes?: keyof Words["takes"];
  /** Whether it can be used here; everywhere, unless it says otherwise. */
  isFor?: (here: Pick<CommandContext, "room" | "may">) => boolean;
  run: (args: string, here: CommandContext) => CommandResult | Promise<CommandResult>;
};

export const DONE: CommandResult = { kind: "done" };

/** The command did not work, for a reason that is told. */
export const failed = (why: keyof Words["failed"], name?: string): CommandResult => ({
  kind: "failed",
  why,
  ...(name !== undefined && { name }),
});

/** What the server's reply to a command means for its author. */
export const resultOf = (reply: Reply<unknown>, said?: CommandResult & { kind: "done" }): CommandResult =>
  reply.ok ? (said ?? DONE) : { kind: "refused", refusal: reply.error };
