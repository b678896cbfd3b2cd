import type { History, Posting, RoomKind, RoomRole, WorkspaceRole } from "@/lib/shared/views";
import { ACTIONS, BARLEY, SESAME } from "./actions";
import {
  type ActName,
  isInside,
  type PermissionCase,
  predictVerdict,
  type WorkspaceStanding,
} from "./oracle";

/** A person of a model, by what decides. */
export type Someone = { id: string; role: WorkspaceRole; isActive: boolean };

export type Member = { role: RoomRole; firstVisible: number; joined: number };

/** A room as the rules say that it must be by now. */
export type ModelRoom = {
  id: string;
  kind: RoomKind;
  isArchived: boolean;
  isDeleted: boolean;
  posting: Posting;
  history: History;
  historyFrom: number;
  password: string | null;
  /** The newest message. The one thing that is read from the rows. */
  seq: number;
  members: Map<string, Member>;
  /** From where on those could read who are asked for the password again. */
  lapsed: Map<string, number>;
  ex: Set<string>;
};

/** An act as somebody means it: whom it is about, what is chosen, and what the message is that it names. */
export type Attempt = {
  act: ActName;
  me: Someone;
  target: Someone;
  password: string;
  posting: Posting;
  history: History;
  message: { roomId: string; seq: number; senderId: string } | null;
};

const caseOf = (room: ModelRoom, me: Someone): PermissionCase => ({
  ...room,
  standing: (me.isActive ? me.role : "deactivated") satisfies WorkspaceStanding,
  place: room.members.get(me.id)?.role ?? (room.ex.has(me.id) ? "ex" : "none"),
});

/**
 * Predicts the result of an attempt: `ok`, or a refusal's code. `all` rooms are needed to know whom a guest may see.
 */
export function predictOutcome(room: ModelRoom, all: ModelRoom[], attempt: Attempt): string {
  const { act, me, target, message, password } = attempt;
  const one = caseOf(room, me);
  const plain = (name: ActName) => codeOf(predictVerdict(name, one));
  if (!me.isActive) return "unauthenticated";
  if (room.isDeleted && act !== "sync" && act !== "list one's rooms" && act !== "browse") return "not_found";
  const inside = room.members.get(target.id);
  const sees =
    me.role !== "guest" ||
    me.id === target.id ||
    all.some(({ members }) => members.has(me.id) && members.has(target.id));
  const ofPerson = (rest: () => string) => (plain("read the room") !== "ok" || !sees ? "not_found" : rest());
  if (readsMessage(act))
    return message && (room.members.get(me.id)?.firstVisible ?? Number.POSITIVE_INFINITY) <= message.seq
      ? "ok"
      : "not_found";
  switch (act) {
    case "join":
      if (plain(act) !== "ok" || isInside(one) || room.kind !== "password") return plain(act);
      return password === room.password ? "ok" : "forbidden";
    case "read a member":
      return inside ? plain(act) : "not_found";
    case "send a reply into another room":
      if (plain("send") !== "ok") return plain("send");
      return message?.roomId === room.id && message.seq >= room.members.get(me.id)!.firstVisible
        ? "ok"
        : "validation_failed";
    case "add a person":
      return plain(act) === "ok" && !target.isActive ? "not_found" : plain(act);
    case "put in a person":
      return ofPerson(() => adding(room, target, plain));
    case "make a member moderator":
      return ofPerson(() => giving("moderator", room, target, plain));
    case "make a member owner":
      return ofPerson(() => giving("owner", room, target, plain));
    case "remove a member":
    case "remove an owner":
      return ofPerson(() => removing(inside, me.id === target.id, plain));
    default:
      return plain(act);
  }
}

/** True for an act that reads one message, or something of one: it needs that message to be there and to be visible. */
const readsMessage = (act: ActName) =>
  act === "read a thread" || /^GET \/(messages|files)\/\{/.test(ACTIONS[act].endpoint);

type Plain = (name: ActName) => string;
const codeOf = (verdict: ReturnType<typeof predictVerdict>) => (verdict === "ok" ? "ok" : verdict.code);

const adding = (room: ModelRoom, target: Someone, plain: Plain) => {
  const may = plain("add a person");
  return may === "ok" && !room.members.has(target.id) && !target.isActive ? "not_found" : may;
};

function giving(role: RoomRole, room: ModelRoom, target: Someone, plain: Plain): string {
  const inside = room.members.get(target.id);
  const may = plain("make a member moderator");
  // Nothing changes: whoever could have made it so may say it again.
  if (inside?.role === role) return may === "ok" ? "ok" : plain("add a person");
  if (inside && may === "ok" && inside.role === "owner" && !hasOwnerBeside(room, target.id))
    return "conflict";
  if (inside) return may;
  const adds = plain("add a person");
  if (adds !== "ok") return adds;
  return may === "ok" && !target.isActive ? "not_found" : may;
}

/** Set by the test: who is active decides whether an owner counts. */
export const world = { isActive: (_id: string): boolean => true };

const hasOwnerBeside = ({ members }: ModelRoom, id: string) =>
  [...members].some(([other, { role }]) => other !== id && role === "owner" && world.isActive(other));

function removing(inside: Member | undefined, isSelf: boolean, plain: Plain): string {
  if (isSelf) return plain("leave");
  return plain(inside?.role === "owner" ? "remove an owner" : "remove a member");
}

/** The passwords that a model chooses from. */
export const PASSWORDS = [SESAME, BARLEY];
