import { roomPath } from "@/lib/shared/rooms/room-path";
import { stripAccents } from "../text/strip-accents";
import { type Command, type CommandContext, type CommandResult, DONE, failed, resultOf } from "./command";

/** Opens a room and joins it if it can be joined without a password. A password is asked for on the room's page. */
async function join(args: string, here: CommandContext): Promise<CommandResult> {
  const name = roomIn(args);
  if (name === "") return failed("needsRoom");
  const mine = here
    .rooms()
    .find((room) => room.name !== null && stripAccents(room.name) === stripAccents(name));
  const found = mine ? { ok: true as const, data: mine } : await find(here, name);
  if (!found.ok) return found.error?.code === "not_found" ? failed("noRoom", name) : resultOf(found);
  const { id, kind, role } = found.data;
  if (role === null && kind === "open") {
    const joined = await here.call("POST /rooms/{room}/join", { room: id });
    if (!joined.ok) return resultOf(joined);
    here.applyRoom(joined.data);
  }
  here.go(roomPath(found.data));
  return DONE;
}

/** A room as suggestions insert it: `#name`, or a link if the name contains spaces. */
function roomIn(args: string): string {
  const path = /\]\(\/rooms\/([^)]+)\)\s*$/.exec(args)?.[1];
  return path ? decodeURIComponent(path) : args.trim().replace(/^[#＃]/, "");
}

const find = (here: CommandContext, name: string) => here.call("GET /rooms/{room}", { room: name });

function open(what: "commands" | "keys") {
  return (_: string, here: CommandContext): CommandResult => {
    here.open(what);
    return DONE;
  };
}

/** Commands that navigate. */
export const GOING_COMMANDS: readonly Command[] = [
  { name: "help", aliases: ["commands"], run: open("commands") },
  { name: "join", aliases: ["open"], takes: "room", run: join },
  {
    name: "settings",
    run(_, here) {
      here.go("/settings/profile");
      return DONE;
    },
  },
  { name: "shortcuts", aliases: ["keys"], run: open("keys") },
  { name: "logout", run: (_, here) => (here.logOut() ? DONE : failed("unsent")) },
];
