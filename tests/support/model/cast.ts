import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { addMembers, setMember } from "@/lib/domain/rooms/members/members";
import type { Rng } from "@/tests/support/random";
import { KINDS } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";
import { Device } from "./device";
import type { Asker } from "./doors";

/** Somebody in a script: at every door, and in front of a device of theirs. */
export type Player = Asker & { name: string; device: Device };

const ROLES = ["owner", "moderator", "member", "outsider", "ex-member", "administrator"] as const;

/** One of each role, and three rooms: two open ones, the second of them another's, and a group. */
export async function castOf(port: number, random: Rng): Promise<{ players: Player[]; roomIds: string[] }> {
  const people: Person[] = [];
  for (const role of ROLES)
    people.push(await person(role, role === "administrator" ? "administrator" : "member"));
  const [owner, moderator, member, , former] = people as [Person, Person, Person, Person, Person, Person];
  const square = await room(owner, { members: [moderator, member, former] });
  await setMember(owner, { room: square.id, user: moderator.userId, role: "moderator" });
  await leaveRoom(former, { room: square.id });
  const hall = await room(moderator, { members: [owner, member] });
  const den = await room(member, { kind: "group", members: [owner, former] });
  await addMembers(member, { room: den.id, userIds: [moderator.userId] });
  const roomIds = [square.id, hall.id, den.id];
  const players = await Promise.all(people.map((one, i) => playerOf(port, one, ROLES[i]!, random)));
  await Promise.all(players.flatMap(({ device }) => roomIds.map((roomId) => device.visit(roomId))));
  return { players, roomIds };
}

async function playerOf(port: number, who: Person, name: string, random: Rng): Promise<Player> {
  const [socketIo, plain, device] = await Promise.all([
    KINDS["Socket.IO"](port, who),
    KINDS.plain(port, who),
    Device.start(port, who, random),
  ]);
  return { name, person: who, sockets: { "Socket.IO": socketIo, plain }, device };
}

export function dismiss(players: Player[]): void {
  for (const { device, sockets } of players) {
    device.stop();
    for (const socket of Object.values(sockets)) socket.close();
  }
}
