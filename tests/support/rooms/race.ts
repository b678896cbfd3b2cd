import { hub } from "@/lib/delivery/publish";
import type { RoomUpdate } from "@/lib/delivery/room-change";
import { deactivatePerson } from "@/lib/domain/administration/deactivate-person";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { removeMember } from "@/lib/domain/rooms/members/members";
import { db } from "@/lib/platform/database/db";
import type { Rng } from "@/tests/support/random";
import { turns } from "@/tests/support/random";
import { type Client, KINDS } from "@/tests/support/test-server";
import { type Person, person } from "@/tests/support/world";

/** One who goes, with a socket of each kind. */
export type RemovedMember = { person: Person; sockets: Client[] };

/** A server, and people who talk there. Races of one setup run one after the other. */
export type RaceSetup = {
  port: number;
  admin: Person;
  owner: Person;
  listener: Client;
  removed: RemovedMember;
};

/** Ways to lose access. After a deactivation a new person takes over. */
const WAYS = {
  removed: ({ owner, removed }: RaceSetup, room: string) =>
    removeMember(owner, { room, user: removed.person.userId }),
  left: ({ removed }: RaceSetup, room: string) => leaveRoom(removed.person, { room }),
  deactivated: ({ admin, removed }: RaceSetup) => deactivatePerson(admin, { user: removed.person.userId }),
} as const;
export type Way = keyof typeof WAYS;

export async function openRaceSetup(port: number, admin: Person): Promise<RaceSetup> {
  const owner = await person("Olga");
  return {
    port,
    admin,
    owner,
    listener: await KINDS.plain(port, owner),
    removed: await connectNewPerson(port),
  };
}

export async function connectNewPerson(port: number): Promise<RemovedMember> {
  const goes = await person("Gil");
  return { person: goes, sockets: await Promise.all(Object.values(KINDS).map((open) => open(port, goes))) };
}

/** All that this process applied to its hub, by room. */
export function recordRoomUpdates(): Map<string, RoomUpdate[]> {
  const updates = new Map<string, RoomUpdate[]>();
  const localHub = hub()!;
  const applyUpdate = localHub.applyUpdate.bind(localHub);
  localHub.applyUpdate = (one) => {
    updates.set(one.roomId, [...(updates.get(one.roomId) ?? []), one]);
    applyUpdate(one);
  };
  return updates;
}

const SENDS = 6;
let count = 0;

/**
 * Lets somebody go while others talk, each at a moment of its own. Gives what was sent to the one who went of what was
 * committed after they had: nothing, if all is well.
 */
export async function race(
  setup: RaceSetup,
  way: Way,
  chance: Rng,
  updates: Map<string, RoomUpdate[]>,
): Promise<string[]> {
  const { owner, removed, listener } = setup;
  const { id } = await createRoom(owner, {
    kind: "open",
    name: `Race ${++count} ${owner.username}`,
    memberIds: [removed.person.userId],
  });
  const { memberVersion } = await db().room.findUniqueOrThrow({ where: { id } });
  const send = async (who: Person, text: string, wait: number) => {
    await turns(wait);
    return sendMessage(who, { room: id, text }).catch((error) => error.code as string);
  };
  const marks = removed.sockets.map(({ received }) => received.length);
  const waits = Array.from({ length: SENDS }, () => chance.below(30));
  const [, own] = await Promise.all([
    turns(chance.below(30)).then(() => WAYS[way](setup, id)),
    send(removed.person, "mine", chance.below(30)),
    ...waits.map((wait, i) => send(owner, `${i}`, wait)),
  ]);
  await sendMessage(owner, { room: id, text: "last" });
  const { rev } = await db().room.findUniqueOrThrow({ where: { id } });
  await listener.until(
    (frame) => frame.type === "messages" && frame.roomId === id && (frame.rev as number) >= rev,
  );
  const isGone = way === "deactivated";
  await Promise.all(
    removed.sockets.map((socket) => (isGone ? socket.closed : untilRemovalArrives(socket, id))),
  );
  const later = new Set(
    (updates.get(id) ?? []).filter((one) => one.memberVersion > memberVersion).flatMap(revsOf),
  );
  updates.delete(id);
  return [
    ...removed.sockets.flatMap(({ received }, i) => leaksIn(received.slice(marks[i]), id, later)),
    ...(await sentTooLate(id, own)),
  ].map((leak) => `${way} in ${id}: ${leak}`);
}

/** Whatever was on its way to the socket when the one frame came has come before the answer. */
async function untilRemovalArrives(socket: Client, roomId: string): Promise<void> {
  await socket.until((frame) => frame.type === "room_gone" && frame.roomId === roomId);
  await socket.ask("sync", {});
}

const revsOf = ({ payload }: RoomUpdate) =>
  (JSON.parse(payload) as { items: { rev: number }[] }).items.map(({ rev }) => rev);

function leaksIn(received: Client["received"], roomId: string, later: Set<number>): string[] {
  const about = received.filter((frame) => JSON.stringify(frame).includes(roomId) && !("ref" in frame));
  const gone = about.findIndex(({ type }) => type === "room_gone");
  const after = gone < 0 ? [] : about.slice(gone + 1);
  const early = about.filter(
    ({ type, items }) =>
      type === "messages" && (items as { rev: number }[]).some((item) => later.has(item.rev)),
  );
  return [...after, ...early].map((frame) => JSON.stringify(frame));
}

/** Messages that a removed member still sent must stand before the system message of the removal. */
async function sentTooLate(roomId: string, own: unknown): Promise<string[]> {
  if (typeof own === "string")
    return ["not_found", "unauthenticated"].includes(own) ? [] : [`a send ended with ${own}`];
  const lines = await db().message.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  const going = lines.findIndex(({ event }) =>
    ["left", "removed"].includes((event as { type: string })?.type),
  );
  const mine = lines.findIndex(({ text }) => text === "mine");
  return going >= 0 && mine > going ? [`a message of seq ${lines[mine]!.seq} came after`] : [];
}
