import { othersIn } from "@/lib/client/rooms/room-sections";
import type { MyRoomView, UserView } from "@/lib/shared/views";
import { fitOf, type Name, nameFor, wantedFor } from "./match-names";

/** A destination: one of my rooms, a person, or a room I could join. */
export type Destination =
  | { kind: "mine"; room: MyRoomView }
  | { kind: "person"; person: UserView }
  | { kind: "other"; room: MyRoomView };

/** A row of the switcher: a destination, or the search for messages with what is typed. */
export type Choice = Destination | { kind: "search"; text: string };

/** A destination with its searchable names. Among equal matches the higher weight comes first. */
export type Findable = { to: Destination; names: readonly Name[]; weight: number };

type DestinationContext = {
  me: string;
  nameOf: (room: MyRoomView) => string;
  /** Recently visited rooms, latest first. */
  visited: readonly string[];
  /** Unread messages of a room: those for me, and others. */
  waiting: (room: MyRoomView) => { calls: number; unread: number };
};

/** My rooms as destinations. A conversation is also found by its members' usernames. */
export function findableRooms(rooms: readonly MyRoomView[], known: DestinationContext): Findable[] {
  return rooms.map((room) => ({
    to: { kind: "mine", room },
    names: [known.nameOf(room), ...othersIn(room, known.me).map(({ username }) => username)].map(nameFor),
    weight: weightOf(room, known),
  }));
}

/** Unread messages weigh most, then recent visits, then the last message; archived rooms come last. */
function weightOf(room: MyRoomView, { visited, waiting }: DestinationContext): number {
  const { calls, unread } = waiting(room);
  const at = visited.indexOf(room.id);
  const isRecent = at >= 0 ? 1 + 1 / (at + 2) : 0;
  const age = Date.parse(room.activeAt) / 1e14;
  return (calls > 0 ? 4 : 0) + (unread > 0 ? 2 : 0) + isRecent + age - (room.archivedAt ? 10 : 0);
}

/** People as destinations. People I already have a conversation with appear as that conversation. */
export function findablePeople(
  people: readonly UserView[],
  rooms: readonly MyRoomView[],
  me: string,
): Findable[] {
  const known = new Set(rooms.filter(({ kind }) => kind === "direct").map((room) => partnerIn(room, me)));
  return people
    .filter(({ id }) => !known.has(id))
    .map((person) => ({
      to: { kind: "person", person },
      names: [person.displayName, person.username].map(nameFor),
      weight: -1,
    }));
}

/** The person of a direct conversation: the other one, or myself. */
function partnerIn(room: MyRoomView, me: string): string {
  return othersIn(room, me)[0]?.id ?? me;
}

/** Rooms I could join as destinations, ranked after equal matches of my own. */
export function findableOthers(rooms: readonly MyRoomView[], mine: readonly MyRoomView[]): Findable[] {
  const ids = new Set(mine.map(({ id }) => id));
  return rooms
    .filter(({ id, name }) => name !== null && !ids.has(id))
    .map((room) => ({ to: { kind: "other", room }, names: [nameFor(room.name ?? "")], weight: -2 }));
}

/** The matching destinations, best first. Without a query: my rooms by weight, without the current one. */
export function findDestinations(
  all: readonly Findable[],
  typed: string,
  { here, limit }: { here: string | null; limit: number },
): Destination[] {
  const wanted = wantedFor(typed);
  const fits = all.flatMap((each) => {
    if (wanted.length === 0) return isElsewhere(each.to, here) ? [{ ...each, fit: 0 }] : [];
    const fit = fitOf(each.names, wanted);
    return fit === null ? [] : [{ ...each, fit }];
  });
  return fits
    .sort((a, b) => a.fit - b.fit || b.weight - a.weight)
    .slice(0, limit)
    .map(({ to }) => to);
}

const isElsewhere = (to: Destination, here: string | null) => to.kind === "mine" && to.room.id !== here;
