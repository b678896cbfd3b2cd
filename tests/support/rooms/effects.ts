import type { History, RoomKind, RoomRole } from "@/lib/shared/views";
import { type Attempt, type Member, type ModelRoom, world } from "./model";
import type { ActName } from "./oracle";

type Effect = (room: ModelRoom, attempt: Attempt) => void;

const WIDTH: Record<RoomKind, number> = { direct: 0, group: 0, closed: 0, password: 1, open: 2 };
let clock = 0;

function enter(room: ModelRoom, id: string, role: RoomRole = "member"): void {
  if (room.members.has(id)) return;
  const from = room.history === "hidden" ? room.seq + 1 : room.historyFrom;
  room.members.set(id, { role, firstVisible: room.lapsed.get(id) ?? from, joined: ++clock });
  room.lapsed.delete(id);
}

function leave(room: ModelRoom, id: string): void {
  const gone = room.members.get(id);
  if (!gone) return;
  room.members.delete(id);
  room.ex.add(id);
  if (gone.role === "owner") succeed(room);
}

/** The longest-standing moderator, else member, who still has an account. */
function succeed({ members }: ModelRoom): void {
  const rank = { owner: 0, moderator: 1, member: 2 };
  const placeOf = ([id, { role, joined }]: [string, Member]) => [
    world.isActive(id) ? 0 : 1,
    rank[role],
    joined,
    id,
  ];
  const [first] = [...members].sort((a, b) => order(placeOf(a), placeOf(b)));
  if (first && first[1].role !== "owner") first[1].role = "owner";
}

function order(a: (number | string)[], b: (number | string)[]): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

const give =
  (role: RoomRole): Effect =>
  (room, { target }) => {
    const member = room.members.get(target.id);
    if (member) member.role = role;
    else enter(room, target.id, role);
  };

/** A room that becomes more open hides its history from new members. */
function become(room: ModelRoom, kind: RoomKind): void {
  if (WIDTH[kind] > WIDTH[room.kind]) room.historyFrom = room.seq + 1;
  if (kind !== room.kind) room.password = null;
  room.kind = kind;
}

/** Messages from the time of a hidden history stay hidden. */
function show(room: ModelRoom, history: History): void {
  if (history === "shown" && room.history === "hidden") room.historyFrom = room.seq + 1;
  room.history = history;
}

const putIn: Effect = (room, { target }) => enter(room, target.id);
const putOut: Effect = (room, { target }) => leave(room, target.id);
const goAway: Effect = (room, { me }) => leave(room, me.id);

const EFFECTS: Partial<Record<ActName, Effect>> = {
  join: (room, { me }) => enter(room, me.id),
  leave: goAway,
  "leave by removing oneself": goAway,
  "add a person": putIn,
  "put in a person": putIn,
  "make a member moderator": give("moderator"),
  "make a member owner": give("owner"),
  "remove a member": putOut,
  "remove an owner": putOut,
  "set who posts": (room, { posting }) => Object.assign(room, { posting }),
  "hide history": (room, { history }) => show(room, history),
  "set the password": (room, { password }) => Object.assign(room, { password }),
  "ask for the password again": (room, { me, password }) => {
    room.password = password;
    for (const [id, { role, firstVisible }] of [...room.members]) {
      if (role === "owner" || id === me.id) continue;
      leave(room, id);
      room.lapsed.set(id, firstVisible);
    }
  },
  open: (room) => become(room, "open"),
  "put under a password": (room, { password }) => {
    become(room, "password");
    room.password = password;
  },
  close: (room, { history }) => {
    if (room.kind === "group" && history === "hidden") room.historyFrom = room.seq + 1;
    become(room, "closed");
    show(room, history);
  },
  archive: (room) => Object.assign(room, { isArchived: true }),
  restore: (room) => Object.assign(room, { isArchived: false }),
  delete: (room) => {
    for (const id of room.members.keys()) room.ex.add(id);
    room.members.clear();
    room.isDeleted = true;
  },
};

/** Makes the model what it must be after an act that worked; `seq` is still the newest message from before it. */
export const apply: Effect = (room, attempt) => EFFECTS[attempt.act]?.(room, attempt);
