// The rules of rooms once more, written by hand from the contract and the issue and not from permissions.ts: tests hold
// the code against this. A change of the rules is made in both.

import type { Posting, RoomKind, RoomRole, WorkspaceRole } from "@/lib/shared/views";

/** The asking person: not logged in, deactivated, or by their role in the workspace. */
export type WorkspaceStanding = WorkspaceRole | "deactivated" | "anonymous";

/** Their membership of the room. `ex`: a former member. */
export type RoomStanding = RoomRole | "none" | "ex";

export type PermissionCase = {
  kind: RoomKind;
  isArchived: boolean;
  posting: Posting;
  place: RoomStanding;
  standing: WorkspaceStanding;
};

/** The end of an act: it works, or the refusal's code, and its reason where one is promised. */
export type Verdict = "ok" | { code: string; reason?: string };

type Rule = (one: PermissionCase) => Verdict;

const NOT_FOUND: Verdict = { code: "not_found" };
const refuse = (reason?: string): Verdict => ({ code: "forbidden", ...(reason && { reason }) });
const NOT_YOURS = refuse("not_yours");
const ARCHIVED = refuse("archived");

const isInside = ({ place }: PermissionCase) => place !== "none" && place !== "ex";
const isAdministrator = ({ standing }: PermissionCase) => standing === "administrator";
const isGuest = ({ standing }: PermissionCase) => standing === "guest";
const isModerator = ({ place }: PermissionCase) => place === "moderator" || place === "owner";
const isOwner = ({ place }: PermissionCase) => place === "owner";

function sees(one: PermissionCase): boolean {
  if (isInside(one)) return true;
  if (one.kind === "open" || one.kind === "password") return !isGuest(one);
  return one.kind === "closed" && isAdministrator(one);
}

/** Moderators, owners and administrators; in a group administrators are strangers; a direct conversation is nobody's. */
function manages(one: PermissionCase): boolean {
  if (one.kind === "direct") return false;
  return isModerator(one) || (one.kind !== "group" && isAdministrator(one));
}

function owns(one: PermissionCase): boolean {
  if (one.kind === "direct") return false;
  return isOwner(one) || (one.kind !== "group" && isAdministrator(one));
}

function adds(one: PermissionCase): boolean {
  if (isGuest(one)) return false;
  switch (one.kind) {
    case "open":
      return isInside(one) || isAdministrator(one);
    case "password":
      return isModerator(one) || isAdministrator(one);
    case "closed":
      return isAdministrator(one);
    case "group":
      return isInside(one);
    case "direct":
      return false;
  }
}

function removes(one: PermissionCase): boolean {
  if (one.kind === "closed") return isAdministrator(one);
  if (one.kind === "group") return isOwner(one);
  return manages(one);
}

/** For whoever sees the room: a right, and whether it ends with the archive. */
const given =
  (right: (one: PermissionCase) => boolean, { evenArchived = false } = {}): Rule =>
  (one) => {
    if (!sees(one)) return NOT_FOUND;
    if (!right(one)) return NOT_YOURS;
    return one.isArchived && !evenArchived ? ARCHIVED : "ok";
  };

const forAnyone: Rule = () => "ok";
const forReaders: Rule = (one) => (isInside(one) ? "ok" : NOT_FOUND);
const forSeers: Rule = (one) => (sees(one) ? "ok" : NOT_FOUND);

const sends: Rule = (one) => {
  if (!isInside(one)) return NOT_FOUND;
  if (one.isArchived) return ARCHIVED;
  const isSilent = one.posting === "moderators" && !isModerator(one);
  // A direct conversation in which not everybody posts has notes from the workspace.
  if (one.kind === "direct") return isSilent ? refuse("notes_only") : "ok";
  return isSilent && !isAdministrator(one) ? refuse("moderators_only") : "ok";
};

/** Changes of messages are for members, and end with the archive. */
const forWriters: Rule = (one) => {
  if (!isInside(one)) return NOT_FOUND;
  return one.isArchived ? ARCHIVED : "ok";
};

/** Only authors edit. */
const editsOthers: Rule = (one) => {
  const verdict = forWriters(one);
  return verdict === "ok" ? NOT_YOURS : verdict;
};

/** Of those in the room moderators and administrators; in a conversation administrators are like others. */
const deletesOthers: Rule = (one) => {
  if (!isInside(one)) return NOT_FOUND;
  return manages(one) ? forWriters(one) : NOT_YOURS;
};

/** The same people see who confirmed a message, also in an archived room. */
const seesConfirmations: Rule = (one) => {
  if (!isInside(one)) return NOT_FOUND;
  return manages(one) ? "ok" : NOT_YOURS;
};

const joins: Rule = (one) => {
  if (!sees(one)) return NOT_FOUND;
  if (isInside(one)) return "ok";
  if (one.kind === "closed") return NOT_YOURS;
  return one.isArchived ? ARCHIVED : "ok";
};

const leaves: Rule = (one) => {
  if (!isInside(one)) return NOT_FOUND;
  return one.kind === "direct" ? refuse() : "ok";
};

/** A guest knows only of those with whom they share a room, so that somebody new is not there for them. */
const putsIn: Rule = (one) => (isGuest(one) && sees(one) ? NOT_FOUND : given(adds)(one));

/** A moderator removes no owner. */
const removesOwner: Rule = (one) => {
  const verdict = given(removes, { evenArchived: true })(one);
  const isOutranked = !isOwner(one) && !isAdministrator(one);
  return verdict === "ok" && isOutranked ? refuse("higher_role") : verdict;
};

const changes = given(manages);

/** Refuses everyone in some kinds of rooms, once it is clear that the caller has the right in general. */
const butFor =
  (rule: Rule, isWrong: (kind: RoomKind) => boolean): Rule =>
  (one) => {
    const verdict = rule(one);
    return verdict === "ok" && isWrong(one.kind) ? { code: "validation_failed" } : verdict;
  };

const converts: Rule = (one) => {
  const verdict = given((who) => (who.kind === "group" ? isOwner(who) : manages(who)))(one);
  return verdict === NOT_YOURS && one.isArchived ? refuse() : verdict; // of two reasons either may be told
};

const closes: Rule = (one) => {
  const verdict = converts(one);
  const isLeftToAdministrators = one.kind === "open" || one.kind === "password";
  return verdict === "ok" && isLeftToAdministrators && !isAdministrator(one)
    ? refuse("administrators_only")
    : verdict;
};

/** Each act by its name in `actions.ts`. */
const RULES = {
  "read the room": forSeers,
  "list its members": forSeers,
  "read a member": forSeers,
  "read its history of members": given(manages, { evenArchived: true }),
  "list messages": forReaders,
  "read a message": forReaders,
  "read one's own message": forReaders,
  "read a file": forReaders,
  "list its files": forReaders,
  "search its messages": forReaders,
  "search its files": forReaders,
  "take a file out of one's message": forWriters,
  "take a file out of another's message": deletesOthers,
  "read a card's picture": forReaders,
  "remove a card of one's message": forWriters,
  "remove a card of another's message": deletesOthers,
  send: sends,
  "send a reply into another room": (one) =>
    sends(one) === "ok" ? { code: "validation_failed" } : sends(one),
  "forward a message here": sends,
  "edit one's message": forWriters,
  "edit another's message": editsOthers,
  "delete one's message": forWriters,
  "delete another's message": deletesOthers,
  "react to a message": forWriters,
  "take a reaction away": forWriters,
  "list who reacted": forReaders,
  "check an item": sends,
  "confirm a message": forWriters,
  "take a confirmation back": forWriters,
  "read one's confirmation": forReaders,
  "list who confirmed one's message": forReaders,
  "list who confirmed another's message": seesConfirmations,
  "export who confirmed another's message": seesConfirmations,
  "remind to confirm one's message": forWriters,
  "remind to confirm another's message": deletesOthers,
  "vote in a poll": forWriters,
  "read one's vote in a poll": forReaders,
  "list who voted": forReaders,
  "close one's poll": forWriters,
  "close another's poll": deletesOthers,
  "pin a message": forWriters,
  "unpin a message": forWriters,
  "list pinned messages": forReaders,
  "list bookmarks": forReaders,
  "add a bookmark": forWriters,
  "change a bookmark": forWriters,
  "remove a bookmark": forWriters,
  "list what one saved here": forReaders,
  "read a thread": forReaders,
  "read one's state in a thread": forReaders,
  "mark a thread as read": forReaders,
  "move a message into a thread": forWriters,
  "move another's message out of a thread": deletesOthers,
  "follow a thread": forReaders,
  "stop following a thread": forReaders,
  "save a message": forReaders,
  "ask to be reminded of a message": forReaders,
  "ask why one was told of a message": forReaders,
  "send a message later": sends,
  "take a message out of what one saved": forReaders,
  "read one's draft": forReaders,
  "keep a draft": forReaders,
  "throw a draft away": forReaders,
  "read a message's earlier texts": forReaders,
  "read who has read a message": forReaders,
  "mark as read": forReaders,
  "change one's settings": forReaders,
  sync: forAnyone,
  "list one's rooms": forAnyone,
  browse: forAnyone,
  join: joins,
  leave: leaves,
  "leave by removing oneself": leaves,
  "add a person": given(adds),
  "put in a person": putsIn,
  "make a member moderator": given(owns),
  "make a member owner": given(owns),
  "remove a member": given(removes, { evenArchived: true }),
  "remove an owner": removesOwner,
  rename: changes,
  "set the topic": changes,
  "set the description": changes,
  "set the externalId": changes,
  "set who posts": changes,
  "hide history": changes,
  "set the password": butFor(changes, (kind) => kind !== "password"),
  "ask for the password again": butFor(changes, (kind) => kind !== "password"),
  open: butFor(converts, (kind) => kind === "group"),
  "put under a password": butFor(converts, (kind) => kind === "group"),
  close: closes,
  "make a group": butFor(converts, (kind) => kind !== "group"),
  archive: given(manages, { evenArchived: true }),
  restore: given(manages, { evenArchived: true }),
  delete: given(owns, { evenArchived: true }),
} satisfies Record<string, Rule>;

export type ActName = keyof typeof RULES;

/** Predicts the verdict on an action in a room. */
export function predictVerdict(act: ActName, one: PermissionCase): Verdict {
  if (one.standing === "anonymous" || one.standing === "deactivated") return { code: "unauthenticated" };
  return RULES[act](one);
}

/** True if a person finds a room among those that they could join. */
export const canFindRoom = (one: PermissionCase) =>
  !isInside(one) && !one.isArchived && !isGuest(one) && (one.kind === "open" || one.kind === "password");

export { isInside };
