import type { PresenceStatus, PresenceView } from "@/lib/shared/views";

/** Presence by user id. A missing user is not known to be online. */
export type Presences = Readonly<Record<string, Presence>>;

/** `avatarUrl` is absent until a frame or a list has told it. */
type Presence = { standing: PresenceStatus; isQuiet: boolean; avatarUrl?: string | null | undefined };

export type PresenceAction =
  | ({ type: "told"; userId: string } & Presence)
  | { type: "met"; users: readonly ({ id: string } & Presence)[] }
  /** The server's list of who is online among `among`; the others are offline. */
  | { type: "read"; among: readonly string[]; items: readonly PresenceView[] };

/** Reduces presence. */
export function reducePresence(known: Presences, action: PresenceAction): Presences {
  switch (action.type) {
    case "told":
      return { ...known, [action.userId]: presenceOf(action) };
    case "met":
      return {
        ...known,
        ...Object.fromEntries(action.users.map((user) => [user.id, presenceOf(user)])),
      };
    case "read":
      return read(known, action.among, action.items);
  }
}

const presenceOf = ({ standing, isQuiet, avatarUrl }: Presence): Presence => ({
  standing,
  isQuiet,
  avatarUrl,
});

function read(known: Presences, among: readonly string[], items: readonly PresenceView[]): Presences {
  const nowOf = (userId: string, standing: PresenceStatus) => [
    userId,
    { isQuiet: false, ...known[userId], standing },
  ];
  const absent = among.map((userId) => nowOf(userId, "offline"));
  const there = items.map(({ userId, standing }) => nowOf(userId, standing));
  return { ...known, ...Object.fromEntries(absent), ...Object.fromEntries(there) };
}
