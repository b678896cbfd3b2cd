import type { Outcome } from "@/lib/shared/errors";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { UserView } from "@/lib/shared/views";
import { type Command, type CommandContext, type CommandResult, DONE, failed, resultOf } from "./command";

/** Finds a person by username, with or without the at sign. */
const findPerson = ({ call }: CommandContext, name: string): Promise<Outcome<UserView>> =>
  call("GET /users/{user}", { user: name });

const nameIn = (word: string) => word.replace(/^[@＠]/, "");

/** Splits the arguments into a username and the rest. */
function nameAndRest(args: string): [name: string, rest: string] {
  const { name = "", rest = "" } = /^\s*(?<name>\S+)\s*(?<rest>[\s\S]*)$/.exec(args)?.groups ?? {};
  return [nameIn(name), rest];
}

/** Names the missing person in a `not_found` refusal. Other refusals are passed on. */
const notFound = (outcome: Outcome<unknown>, name: string): CommandResult =>
  !outcome.ok && outcome.error?.code === "not_found" ? failed("nobody", name) : resultOf(outcome);

async function invite(args: string, here: CommandContext): Promise<CommandResult> {
  const names = args
    .split(/[\s,]+/)
    .map(nameIn)
    .filter(Boolean);
  if (names.length === 0) return failed("needsPerson");
  const userIds: string[] = [];
  for (const name of names) {
    const found = await findPerson(here, name);
    if (!found.ok) return notFound(found, name);
    userIds.push(found.data.id);
  }
  return resultOf(await here.call("POST /rooms/{room}/members", { room: here.room.id, userIds }));
}

async function remove(args: string, here: CommandContext): Promise<CommandResult> {
  const [name] = nameAndRest(args);
  if (name === "") return failed("needsPerson");
  const gone = await here.call("DELETE /rooms/{room}/members/{user}", { room: here.room.id, user: name });
  return notFound(gone, name);
}

/** Opens the conversation with a person, and sends the text if there is one. */
async function talk(args: string, here: CommandContext): Promise<CommandResult> {
  const [name, text] = nameAndRest(args);
  if (name === "") return failed("needsPerson");
  const found = await findPerson(here, name);
  if (!found.ok) return notFound(found, name);
  const started = await here.call("POST /rooms/direct", { userId: found.data.id });
  if (!started.ok) return resultOf(started);
  const room = started.data;
  here.applyRoom(room);
  if (text !== "") here.send(text, room);
  here.go(roomPath(room));
  return DONE;
}

/** Commands about other people. */
export const PEOPLE_COMMANDS: readonly Command[] = [
  { name: "invite", aliases: ["add"], takes: "people", isFor: ({ may }) => may("add"), run: invite },
  { name: "remove", aliases: ["kick"], takes: "person", isFor: ({ may }) => may("remove"), run: remove },
  { name: "msg", aliases: ["dm"], takes: "personAndText", run: talk },
];
