import type { RoomKind, RoomRole, WorkspaceRole } from "./views";

/**
 * Who holds a right. `anyone`: whoever may know of the room, guests excepted. `members`: those in it. `colleagues`: those
 * in it who are no guests. `moderators` and `owners`: by their role in the room, an owner being a moderator too.
 * `administrators`: of the workspace, whether they are in the room or not.
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

/** In a group its own moderators manage; a direct conversation is nobody's to manage. */
const managed: Cells = { ...everywhere(MANAGERS), group: ["moderators"], direct: NOBODY };

const seen: Cells = {
  open: LISTED,
  password: LISTED,
  closed: ["members", "administrators"],
  group: MEMBERS,
  direct: MEMBERS,
};

/**
 * The permission matrix: for each thing to do and each kind of room, who may. docs/permissions.md is made from it, and a
 * test walks every cell of it through every door. What a room's state adds stands in `may`.
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

/** What of a room decides who may do what in it. */
export type RoomState = {
  kind: RoomKind;
  posting: "everyone" | "moderators";
  archivedAt: Date | string | null;
};

/** Who asks: their role in the room, if they are in it, and in the workspace. */
export type Asker = { roomRole: RoomRole | null; workspaceRole: WorkspaceRole };

/** Whether somebody may do something in a room, archived or not: that is asked for by itself, since it is another answer. */
export function may(action: RoomAction, room: Pick<RoomState, "kind" | "posting">, asker: Asker): boolean {
  const holders: readonly Holder[] = PERMISSIONS[action][room.kind];
  if (!holders.some((holder) => hasRight(holder, asker))) return false;
  if (action === "add" && asker.workspaceRole === "guest") return false;
  return action !== "send" || room.posting === "everyone" || mayPostAlone(asker);
}

/** Where posting is the moderators' alone, administrators who are in the room count as such. */
const mayPostAlone = (asker: Asker) => hasRight("moderators", asker) || hasRight("administrators", asker);

/** What nobody does in an archived room: it can be read, left, restored and deleted, and people can be removed from it. */
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

/** Whether a room's being archived stands in the way. */
export const isStoppedByArchive = (action: RoomAction, { archivedAt }: Pick<RoomState, "archivedAt">) =>
  archivedAt !== null && STOPS_WHEN_ARCHIVED.has(action);

/** Whether somebody may do something in a room as it is now: they hold the right, and it is not archived in the way. */
export const mayNow = (action: RoomAction, room: RoomState, asker: Asker): boolean =>
  may(action, room, asker) && !isStoppedByArchive(action, room);

/** The kinds of rooms that a user sees without being in them. */
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

/** Whether somebody of one role may put out somebody of another: a moderator no owner. Administrators may everyone. */
export const outranks = ({ roomRole, workspaceRole }: Asker, other: RoomRole) =>
  workspaceRole === "administrator" || (roomRole !== null && RANK[roomRole] >= RANK[other]);
