import { isBlank } from "@/lib/shared/text/blank";
import type { MyRoomView } from "@/lib/shared/views";
import { muteEnd } from "../rooms/mute";
import { type Command, type CommandContext, type CommandResult, failed, resultOf } from "./command";
import { endOf } from "./span";

const isToChange = ({ may }: Pick<CommandContext, "may">) => may("change");

async function change({ room, ask }: CommandContext, wanted: object): Promise<CommandResult> {
  return resultOf(await ask("PATCH", `/rooms/${room.id}`, wanted));
}

async function mute(
  { room, ask, applyRoom: meet }: CommandContext,
  mutedUntil: string | null,
): Promise<CommandResult> {
  const reply = await ask<MyRoomView>("PATCH", `/rooms/${room.id}/me`, { mutedUntil });
  if (reply.ok) meet(reply.data);
  return resultOf(reply, { kind: "done", said: mutedUntil ? "muted" : "unmuted" });
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
