import { othersIn } from "@/lib/client/rooms/room-sections";
import type { MyRoomView, UserView } from "@/lib/shared/views";
import { FIT, fitOf, type Name, nameFor, wantedFor } from "./match-names";
import type { Action } from "./switcher-actions";

/** A destination: one of my rooms, a person, or a room I could join. */
export type Destination =
  | { kind: "mine"; room: MyRoomView }
  | { kind: "person"; person: UserView }
  | { kind: "other"; room: MyRoomView };

/** A row of the switcher: a destination, an action, or the search for messages with what is typed. */
export type Choice = Destination | { kind: "action"; action: Action } | { kind: "search"; text: string };

/** Rows of the switcher under a heading. */
export type Section = { name: "recent" | "unread" | "places" | "actions" | "messages"; choices: Choice[] };

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

/** Recent visits weigh most, then unread messages, then the last message; archived rooms come last. */
function weightOf(room: MyRoomView, { visited, waiting }: DestinationContext): number {
  const { calls, unread } = waiting(room);
  const at = visited.indexOf(room.id);
  const recent = at >= 0 ? 4 + 1 / (at + 2) : 0;
  const age = Date.parse(room.activeAt) / 1e14;
  return (calls > 0 ? 2 : 0) + (unread > 0 ? 1 : 0) + recent + age - (room.archivedAt ? 10 : 0);
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

/**
 * The matching destinations, best first, and how well the best of them fits. Without a query: my rooms by weight,
 * without the current one.
 */
export function findDestinations(
  all: readonly Findable[],
  typed: string,
  { here, limit }: { here: string | null; limit: number },
): { found: Destination[]; bestFit: number | null } {
  const wanted = wantedFor(typed);
  const fits = all.flatMap((each) => {
    if (wanted.length === 0) return isElsewhere(each.to, here) ? [{ ...each, fit: 0 }] : [];
    const fit = fitOf(each.names, wanted);
    return fit === null ? [] : [{ ...each, fit }];
  });
  const best = fits.sort((a, b) => a.fit - b.fit || b.weight - a.weight).slice(0, limit);
  return { found: best.map(({ to }) => to), bestFit: best[0]?.fit ?? null };
}

const isElsewhere = (to: Destination, here: string | null) => to.kind === "mine" && to.room.id !== here;

/** The most rooms under "Recent". */
const MOST_RECENT = 5;

/** The sections without a query: recent places first, then unread ones, the others, and all actions. */
export function restingSections(
  found: readonly Destination[],
  actions: readonly Action[],
  { visited, isUnread }: { visited: readonly string[]; isUnread: (to: Destination) => boolean },
): Section[] {
  const recent = found
    .filter((to) => to.kind === "mine" && visited.includes(to.room.id))
    .slice(0, MOST_RECENT);
  const others = found.filter((to) => !recent.includes(to));
  return filled([
    { name: "recent", choices: recent },
    { name: "unread", choices: others.filter(isUnread) },
    { name: "places", choices: others.filter((to) => !isUnread(to)) },
    { name: "actions", choices: actions.map(asChoice) },
  ]);
}

/** The sections for a query: places and actions, the better match first, and the search for messages. */
export function foundSections(
  found: readonly Destination[],
  actions: readonly Action[],
  { typed, placeFit }: { typed: string; placeFit: number | null },
): Section[] {
  const wanted = wantedFor(typed);
  const fits = actions
    .flatMap((action) => {
      const fit = fitOf([nameFor(action.label)], wanted);
      return fit === null || fit >= FIT.misspelt ? [] : [{ action, fit }];
    })
    .sort((a, b) => a.fit - b.fit);
  const places: Section = { name: "places", choices: [...found] };
  const acts: Section = { name: "actions", choices: fits.map(({ action }) => asChoice(action)) };
  const isActionBetter = (fits[0]?.fit ?? Infinity) < (placeFit ?? Infinity);
  return filled([
    ...(isActionBetter ? [acts, places] : [places, acts]),
    { name: "messages", choices: [{ kind: "search", text: typed }] },
  ]);
}

const asChoice = (action: Action): Choice => ({ kind: "action", action });
const filled = (sections: Section[]) => sections.filter(({ choices }) => choices.length > 0);
