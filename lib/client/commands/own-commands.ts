import { type Command, type CommandContext, type CommandResult, failed, resultOf } from "./command";
import { endOf } from "./span";

const STARTS_WITH_EMOJI = /^(\p{RGI_Emoji})\s*([\s\S]*)$/v;
const STARTS_WITH_NAME = /^:([\p{L}\p{N}_+-]+):\s*([\s\S]*)$/u;

/** Sets my status: an emoji or its name, and a text. Without arguments the status is cleared. */
async function setStatus(args: string, { call }: CommandContext): Promise<CommandResult> {
  const status = await readStatus(args.trim());
  if (status === null) return failed("noEmoji", args.trim().split(/\s/)[0]);
  const said = args.trim() === "" ? "statusGone" : "status";
  return resultOf(await call("PATCH /me", status), { kind: "done", said });
}

async function readStatus(text: string): Promise<{ statusEmoji: string; statusText: string } | null> {
  const [, emoji, words] = STARTS_WITH_EMOJI.exec(text) ?? [];
  if (emoji) return { statusEmoji: emoji, statusText: words ?? "" };
  const [, name, rest] = STARTS_WITH_NAME.exec(text) ?? [];
  if (!name) return { statusEmoji: "", statusText: text };
  const { emojiNamed } = await import("@/lib/shared/emoji/emoji-names");
  const found = emojiNamed(name);
  return found ? { statusEmoji: found.emoji, statusText: rest ?? "" } : null;
}

const ENDS = /^(?:off|выкл)$/i;
const USUAL = "1h";

/** Pauses my notifications for a while; an hour if no time is given. */
async function doNotDisturb(args: string, { call }: CommandContext): Promise<CommandResult> {
  const isOver = ENDS.test(args.trim());
  const end = isOver ? null : endOf(args.trim() || USUAL);
  if (!isOver && !end) return failed("badTime", args.trim());
  const until = end?.toISOString();
  const outcome = await call("PATCH /me", { quietUntil: until ?? null });
  return resultOf(
    outcome,
    until ? { kind: "done", said: "quiet", until } : { kind: "done", said: "quietOver" },
  );
}

/** Commands about my own account. */
export const OWN_COMMANDS: readonly Command[] = [
  { name: "status", takes: "status", run: setStatus },
  { name: "dnd", takes: "timeOrOff", run: doNotDisturb },
];
