import type { PresenceStatus, PresenceView } from "@/lib/shared/views";

/** Presence by user id. A missing user is not known to be online. */
export type Presences = Readonly<Record<string, Presence>>;

type Presence = { standing: PresenceStatus; isQuiet: boolean };

export type PresenceAction =
  | { type: "told"; userId: string; standing: PresenceStatus; isQuiet: boolean }
  | { type: "met"; users: readonly ({ id: string } & Presence)[] }
  /** The server's list of who is online among `among`; the others are offline. */
  | { type: "read"; among: readonly string[]; items: readonly PresenceView[] };

/** Reduces presence. */
export function reducePresence(known: Presences, action: PresenceAction): Presences {
  switch (action.type) {
    case "told":
      return { ...known, [action.userId]: { standing: action.standing, isQuiet: action.isQuiet } };
    case "met":
      return {
        ...known,
        ...Object.fromEntries(action.users.map(({ id, standing, isQuiet }) => [id, { standing, isQuiet }])),
      };
    case "read":
      return read(known, action.among, action.items);
  }
}

function read(known: Presences, among: readonly string[], items: readonly PresenceView[]): Presences {
  const quietOf = (userId: string) => known[userId]?.isQuiet ?? false;
  const absent = among.map((userId) => [userId, { standing: "offline", isQuiet: quietOf(userId) }]);
  const there = items.map(({ userId, standing }) => [userId, { standing, isQuiet: quietOf(userId) }]);
  return { ...known, ...Object.fromEntries(absent), ...Object.fromEntries(there) };
}
