import { isBlank } from "@/lib/shared/text/blank";
import { muteEnd } from "../rooms/mute";
import { type Command, type CommandContext, type CommandResult, failed, resultOf } from "./command";
import { endOf } from "./span";

const isToChange = ({ may }: Pick<CommandContext, "may">) => may("change");

type Changes = { topic?: string; description?: string; name?: string; archived?: boolean };

async function change({ room, call }: CommandContext, wanted: Changes): Promise<CommandResult> {
  return resultOf(await call("PATCH /rooms/{room}", { room: room.id, ...wanted }));
}

async function mute(
  { room, call, applyRoom: meet }: CommandContext,
  mutedUntil: string | null,
): Promise<CommandResult> {
  const outcome = await call("PATCH /rooms/{room}/me", { room: room.id, mutedUntil });
  if (outcome.ok) meet(outcome.data);
  return resultOf(outcome, { kind: "done", said: mutedUntil ? "muted" : "unmuted" });
}

/** Commands about the current room. */
export const ROOM_COMMANDS: readonly Command[] = [
  {
    name: "topic",
    aliases: ["header"],
    takes: "textOrNone",
    isFor: isToChange,
    run: (args, here) => change(here, { topic: args }),
  },
  {
    name: "description",
    aliases: ["purpose"],
    takes: "textOrNone",
    isFor: isToChange,
    run: (args, here) => change(here, { description: args }),
  },
  {
    name: "rename",
    takes: "name",
    isFor: isToChange,
    run: (args, here) => (isBlank(args) ? failed("needsText") : change(here, { name: args })),
  },
  { name: "archive", isFor: ({ may }) => may("archive"), run: (_, here) => change(here, { archived: true }) },
  {
    name: "mute",
    takes: "timeOrNone",
    run(args, here) {
      if (args.trim() === "") return mute(here, muteEnd("forever"));
      const end = endOf(args);
      return end ? mute(here, end.toISOString()) : failed("badTime", args);
    },
  },
  { name: "unmute", run: (_, here) => mute(here, null) },
  {
    name: "leave",
    aliases: ["part"],
    isFor: ({ may }) => may("leave"),
    run(_, here) {
      here.open("leave");
      return { kind: "done" };
    },
  },
];
