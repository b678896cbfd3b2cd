import type { RoomKind, RoomRole, WorkspaceRole } from "./views";

/**
 * Holders of a right. `anyone`: everybody who may know of the room, except guests. `members`: people in it.
 * `colleagues`: members who are no guests. `moderators` and `owners`: by their role in the room; an owner is a
 * moderator too. `administrators`: of the workspace, members or not.
 */
export type Holder = "anyone" | "members" | "colleagues" | "moderators" | "owners" | "administrators";

type Cells = Record<RoomKind, readonly Holder[]>;

const LISTED = ["anyone", "members"] as const;
const MEMBERS = ["members"] as const;
const MANAGERS = ["moderators", "administrators"] as const;
const OWNERS = ["owners", "administrators"] as const;
const ADMINISTRATORS = ["administrators"] as const;
const NOBODY = [] as const;

const everywhere = (holders: readonly Holder[]): Cells => ({
  open: holders,
  password: holders,
  closed: holders,
  group: holders,
  direct: holders,
});

/** In a group its own moderators manage; nobody manages a direct conversation. */
const managed: Cells = { ...everywhere(MANAGERS), group: ["moderators"], direct: NOBODY };

const seen: Cells = {
  open: LISTED,
  password: LISTED,
  closed: ["members", "administrators"],
  group: MEMBERS,
  direct: MEMBERS,
};

/**
 * The permission matrix: holders of each right by kind of room. docs/permissions.md is generated from it, and a test
 * checks every cell through every door. `may` adds the rules that depend on a room's state.
 */
export const PERMISSIONS = {
  see: seen,
  "see members": seen,
  read: everywhere(MEMBERS),
  send: everywhere(MEMBERS),
  "change own message": everywhere(MEMBERS),
  react: everywhere(MEMBERS),
  pin: everywhere(MEMBERS),
  "delete others' messages": { ...everywhere(MANAGERS), group: ["moderators"], direct: NOBODY },
  join: { ...everywhere(NOBODY), open: ["anyone"], password: ["anyone"] },
  leave: { ...everywhere(MEMBERS), direct: NOBODY },
  add: {
    open: ["colleagues", "administrators"],
    password: MANAGERS,
    closed: ADMINISTRATORS,
    group: ["colleagues"],
    direct: NOBODY,
  },
  remove: { open: MANAGERS, password: MANAGERS, closed: ADMINISTRATORS, group: ["owners"], direct: NOBODY },
  "change roles": { ...everywhere(OWNERS), group: ["owners"], direct: NOBODY },
  "see changes": managed,
  change: managed,
  "change kind": { ...everywhere(MANAGERS), group: ["owners"], direct: NOBODY },
  archive: managed,
  delete: { ...everywhere(OWNERS), group: ["owners"], direct: NOBODY },
} as const satisfies Record<string, Cells>;

export type RoomAction = keyof typeof PERMISSIONS;

/** State of a room that decides rights in it. */
export type RoomState = {
  kind: RoomKind;
  posting: "everyone" | "moderators";
  archivedAt: Date | string | null;
};

/** The asking person: their role in the room, if they are in it, and in the workspace. */
export type Asker = { roomRole: RoomRole | null; workspaceRole: WorkspaceRole };

/**
 * True if a person may do something in a room, archived or not; `isStoppedByArchive` gives another answer and is
 * asked separately.
 */
export function may(action: RoomAction, room: Pick<RoomState, "kind" | "posting">, asker: Asker): boolean {
  const holders: readonly Holder[] = PERMISSIONS[action][room.kind];
  if (!holders.some((holder) => hasRight(holder, asker))) return false;
  if (action === "add" && asker.workspaceRole === "guest") return false;
  return action !== "send" || room.posting === "everyone" || mayPostAlone(room, asker);
}

/**
 * If only moderators may post, administrators who are members count as moderators; not in a direct conversation, where only
 * the workspace's bot writes.
 */
const mayPostAlone = ({ kind }: Pick<RoomState, "kind">, asker: Asker) =>
  hasRight("moderators", asker) || (kind !== "direct" && hasRight("administrators", asker));

/**
 * Actions that stop in an archived room. It can still be read, left, restored and deleted, and people can be removed.
 */
const STOPS_WHEN_ARCHIVED: ReadonlySet<RoomAction> = new Set<RoomAction>([
  "send",
  "change own message",
  "react",
  "pin",
  "delete others' messages",
  "join",
  "add",
  "change roles",
  "change",
  "change kind",
]);

/** True if the action stops because the room is archived. */
export const isStoppedByArchive = (action: RoomAction, { archivedAt }: Pick<RoomState, "archivedAt">) =>
  archivedAt !== null && STOPS_WHEN_ARCHIVED.has(action);

/** True if a person may do something in a room now: they have the right, and the archive does not stop it. */
export const isAllowedNow = (action: RoomAction, room: RoomState, asker: Asker): boolean =>
  may(action, room, asker) && !isStoppedByArchive(action, room);

/** Kinds of rooms that a user sees without being a member. */
export const kindsSeenFromOutside = (workspaceRole: WorkspaceRole): RoomKind[] =>
  (Object.keys(PERMISSIONS.see) as RoomKind[]).filter((kind) =>
    may("see", { kind, posting: "everyone" }, { roomRole: null, workspaceRole }),
  );

function hasRight(holder: Holder, { roomRole, workspaceRole }: Asker): boolean {
  switch (holder) {
    case "anyone":
      return workspaceRole !== "guest";
    case "members":
      return roomRole !== null;
    case "colleagues":
      return roomRole !== null && workspaceRole !== "guest";
    case "moderators":
      return roomRole === "moderator" || roomRole === "owner";
    case "owners":
      return roomRole === "owner";
    case "administrators":
      return workspaceRole === "administrator";
  }
}

const RANK: Record<RoomRole, number> = { member: 0, moderator: 1, owner: 2 };

/**
 * True if a person may remove one of that role: moderators may not remove owners, administrators may remove everyone.
 */
export const outranks = ({ roomRole, workspaceRole }: Asker, other: RoomRole) =>
  workspaceRole === "administrator" || (roomRole !== null && RANK[roomRole] >= RANK[other]);

/** True if a person of this role may make groups of people. Members change those that they made. */
export const mayMakeGroups = (role: WorkspaceRole, groupMakers: "administrators" | "members"): boolean =>
  role === "administrator" || (role === "member" && groupMakers === "members");

/** True if a person of this role may add emoji to the workspace. Members change those that they added. */
export const mayAddEmoji = (role: WorkspaceRole, emojiMakers: "administrators" | "members"): boolean =>
  role === "administrator" || (role === "member" && emojiMakers === "members");

/** True if a person of this role may invite others to the workspace. Members invite as members, and into open rooms. */
export const mayInvite = (role: WorkspaceRole, inviters: "administrators" | "members"): boolean =>
  role === "administrator" || (role === "member" && inviters === "members");
