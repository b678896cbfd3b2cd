import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MessageView } from "@/lib/shared/views";
import { attachment } from "@/tests/support/client/attachments";
import { type LightboxFiles, reduceLightboxFiles } from "./lightbox-files";
import { toShownFiles } from "./shown-file";

const ada = { id: "ada", username: "ada", displayName: "Ada", isBot: false };

const message = (seq: number, ids: string[], change: Partial<MessageView> = {}): MessageView => ({
  ...wholeMessage({
    id: `m${seq}`,
    roomId: "room",
    seq,
    rev: seq,
    sender: ada,
    createdAt: "2026-11-29T10:00:00.000Z",
    clientId: `c${seq}`,
  }),
  attachments: ids.map((id) => attachment({ id })),
  ...change,
});

const opened: LightboxFiles = { files: toShownFiles(message(5, ["a", "b"])), at: 1 };
const ids = ({ files }: LightboxFiles) => files.map(({ file }) => file.id).join(" ");
const shown = ({ files, at }: LightboxFiles) => files[at]?.file.id;

const change = (changed: MessageView, takesNew = true) =>
  reduceLightboxFiles(opened, { type: "changed", message: changed, takesNew });

test("images of the room are added at both ends, and the shown one stays", () => {
  const loaded = [3, 5, 8].flatMap((seq) => toShownFiles(message(seq, seq === 5 ? ["a", "b"] : [`f${seq}`])));
  const after = reduceLightboxFiles(opened, { type: "loaded", files: loaded });
  expect([ids(after), shown(after)]).toEqual(["f3 a b f8", "b"]);
});

test("the lightbox goes only where there is a file", () => {
  expect(shown(reduceLightboxFiles(opened, { type: "went", at: 0 }))).toBe("a");
  expect(reduceLightboxFiles(opened, { type: "went", at: 2 })).toBe(opened);
  expect(reduceLightboxFiles(opened, { type: "went", at: -1 })).toBe(opened);
});

test("a deleted message takes its files out", () => {
  expect(change(message(5, [], { deletedAt: "2026-11-29T10:00:00.000Z" })).files).toEqual([]);
});

test("where the shown file is removed, the next one is shown", () => {
  const after = change(message(5, ["a"]));
  expect([ids(after), shown(after)]).toEqual(["a", "a"]);
});

test("an edit of the text changes nothing", () => {
  const after = change(message(5, ["a", "b"], { text: "new words" }));
  expect([ids(after), shown(after)]).toEqual(["a b", "b"]);
});

test("an image that arrives is added at the end", () => {
  expect(ids(change(message(9, ["z"])))).toBe("a b z");
  expect(ids(change(message(9, ["z"]), false))).toBe("a b");
  expect(ids(change(message(9, ["z"], { roomId: "other" })))).toBe("a b");
});

test("an edit of an older message that was never here adds nothing", () => {
  expect(change(message(2, ["old"]))).toBe(opened);
});
