import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { press } from "@/tests/support/layouts";
import { type ActName, predictVerdict } from "@/tests/support/rooms/oracle";
import { actionOfKey, availableActions, type MessageAction } from "./available-actions";

const by = (id: string) => ({ id, username: id, displayName: id, isBot: false });
const said = (senderId: string, more = {}) =>
  wholeMessage({
    id: "m",
    roomId: "den",
    seq: 1,
    rev: 1,
    sender: by(senderId),
    createdAt: "2026-01-01T00:00:00.000Z",
    clientId: "c",
    text: "hello",
    ...more,
  });

const den = { kind: "open", role: "member", posting: "everyone", archivedAt: null, memberCount: 3 } as const;
const ada = { id: "ada", role: "member" } as const;

test("authors edit their messages; moderators and administrators delete others'", () => {
  expect(availableActions(said("ada"), den, ada)).toEqual(
    expect.arrayContaining(["edit", "delete", "receipts"]),
  );
  expect(availableActions(said("bob"), den, ada)).not.toEqual(expect.arrayContaining(["delete"]));
  expect(availableActions(said("bob"), { ...den, role: "moderator" }, ada)).toContain("delete");
  expect(availableActions(said("bob"), { ...den, role: "owner" }, ada)).not.toContain("edit");
  const root = { id: "root", role: "administrator" } as const;
  expect(availableActions(said("bob"), den, root)).toContain("delete");
  for (const kind of ["group", "direct"] as const) {
    expect(availableActions(said("bob"), { ...den, kind }, root)).not.toContain("delete");
  }
});

test("authors move their messages between line and threads; moderators move others' too", () => {
  const reply = { threadId: "root" };
  expect(availableActions(said("ada"), den, ada)).toContain("toThread");
  expect(availableActions(said("ada", reply), den, ada)).toContain("toRoom");
  expect(availableActions(said("ada", reply), den, ada)).not.toContain("toThread");
  for (const more of [{}, reply]) {
    const acts = availableActions(said("bob", more), den, ada);
    expect(acts.filter((act) => act === "toThread" || act === "toRoom")).toEqual([]);
  }
  expect(availableActions(said("bob", reply), { ...den, role: "moderator" }, ada)).toContain("toRoom");
  const thread = { count: 1, lastSeq: 2, lastReplyAt: "", participants: [], lastReply: {} };
  expect(availableActions(said("ada", { thread }), den, ada)).not.toContain("toThread");
});

test("an archived room is read and quoted elsewhere, but not changed", () => {
  const acts = availableActions(said("ada"), { ...den, archivedAt: "2026-01-01T00:00:00.000Z" }, ada);
  expect(acts).toEqual(["forward", "save", "remind", "unread", "copy", "link", "receipts", "why"]);
});

test("a reply is offered only to those who may post", () => {
  const silent = { ...den, posting: "moderators" } as const;
  expect(availableActions(said("bob"), silent, ada)).not.toContain("reply");
  expect(availableActions(said("bob"), silent, ada)).toContain("react");
  expect(availableActions(said("bob"), { ...silent, role: "moderator" }, ada)).toContain("reply");
  expect(availableActions(said("bob"), silent, { id: "root", role: "administrator" })).toContain("reply");
});

/** The action and the operation that the server decides by, as its hand-written rules name it. */
const ASKED: [MessageAction, ActName, "ada" | "bob", { isPinned?: boolean; isSaved?: boolean }?][] = [
  ["react", "react to a message", "bob"],
  ["reply", "send", "bob"],
  ["edit", "edit one's message", "ada"],
  ["edit", "edit another's message", "bob"],
  ["delete", "delete one's message", "ada"],
  ["delete", "delete another's message", "bob"],
  ["pin", "pin a message", "bob"],
  ["unpin", "unpin a message", "bob", { isPinned: true }],
  ["save", "save a message", "bob"],
  ["unsave", "take a message out of what one saved", "bob", { isSaved: true }],
  ["unread", "mark as read", "bob"],
  ["link", "read a message", "bob"],
  ["receipts", "read who has read a message", "ada"],
];

const EVERY_ROOM = (["open", "password", "closed", "group", "direct"] as const).flatMap((kind) =>
  (["everyone", "moderators"] as const).flatMap((posting) =>
    [true, false].map((isArchived) => ({ kind, posting, isArchived })),
  ),
);
const EVERYBODY = (["none", "member", "moderator", "owner"] as const).flatMap((place) =>
  (["guest", "member", "administrator"] as const).map((standing) => ({ place, standing })),
);

test.each(ASKED)("%s is offered exactly where the server would %s", (act, name, by, how = {}) => {
  for (const room of EVERY_ROOM) {
    for (const { place, standing } of EVERYBODY) {
      const { isArchived, ...rest } = room;
      const archivedAt = isArchived ? "2026-01-01T00:00:00.000Z" : null;
      const at = { ...rest, archivedAt, memberCount: 3, role: place === "none" ? null : place };
      const message = said(by, { isPinned: how.isPinned });
      const isOffered = availableActions(message, at, { id: "ada", role: standing }, how.isSaved).includes(
        act,
      );
      const verdict = predictVerdict(name, { ...room, place, standing });
      expect([room, place, standing, isOffered]).toEqual([room, place, standing, verdict === "ok"]);
    }
  }
});

test("a forwarded message cannot be edited by whoever forwarded it", () => {
  const forwardedFrom = { messageId: "o", senderName: "Bob", sentAt: "2026-01-01T00:00:00.000Z" };
  const acts = availableActions(said("ada", { forwardedFrom }), den, ada);
  expect(acts).toEqual(expect.arrayContaining(["forward", "delete"]));
  expect(acts).not.toContain("edit");
});

test("with a deleted message and with a line of the room itself nothing can be done", () => {
  expect(availableActions(said("ada", { deletedAt: "2026-01-01T00:00:00.000Z" }), den, ada)).toEqual([]);
  expect(availableActions(said("ada", { kind: "system" }), den, ada)).toEqual([]);
});

test("a saved message is removed by the same key", () => {
  const [before, after] = [false, true].map((isSaved) => availableActions(said("bob"), den, ada, isSaved));
  expect(actionOfKey(press("ы", "KeyS"), before ?? [])).toBe("save");
  expect(actionOfKey(press("s", "KeyS"), after ?? [])).toBe("unsave");
});

test("keys stand for acts by the letter that is printed on them, and only for what can be done", () => {
  const acts = availableActions(said("ada", { isPinned: true }), den, ada);
  expect(actionOfKey(press("у", "KeyE"), acts)).toBe("edit");
  expect(actionOfKey(press("p", "KeyP"), acts)).toBe("unpin");
  expect(actionOfKey(press("+", "Equal"), acts)).toBe("react");
  expect(actionOfKey(press("e", "KeyE"), ["reply"])).toBeNull();
  expect(actionOfKey(press("z", "KeyZ"), acts)).toBeNull();
});
