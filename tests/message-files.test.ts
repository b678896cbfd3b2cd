import { afterEach, describe, expect, test } from "vitest";
import { hubSource } from "@/lib/domain/live/hub-source";
import { editMessage } from "@/lib/domain/messages/edit/edit-message";
import { removeAttachment } from "@/lib/domain/messages/edit/remove-attachment";
import { pinMessage } from "@/lib/domain/messages/pin-message";
import { saveMessage } from "@/lib/domain/messages/save-message";
import { addMembers, removeMember } from "@/lib/domain/rooms/members/members";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { LIMITS } from "@/lib/shared/limits";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { expectFilesWhole, sendFiles, uploadRow } from "@/tests/support/files";
import { expectWhole } from "@/tests/support/membership";
import { startServer } from "@/tests/support/processes";
import { call } from "@/tests/support/rest";
import { KINDS, type ReceivedFrame, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

// Files of messages at every door, and wherever messages are read.

testDatabase();
const server = testServer();
afterEach(expectFilesWhole);

type Sent = { message?: MessageView; code?: string; detail?: string };
type Send = (who: Person, roomId: string, attachmentIds: string[]) => Promise<Sent>;

const overSocket =
  (kind: keyof typeof KINDS): Send =>
  async (who, roomId, attachmentIds) => {
    const socket = await KINDS[kind](server.port, who);
    const answer = await socket.ask("message", { roomId, text: "", attachmentIds });
    socket.close();
    return answer as Sent;
  };

const DOORS: Record<string, Send> = {
  REST: async (who, roomId, attachmentIds) => {
    const body = { text: "", attachmentIds };
    const { status, json } = await call("POST", `/rooms/${roomId}/messages`, { as: who, body });
    return status === 201 ? { message: json } : json;
  },
  "Socket.IO": overSocket("Socket.IO"),
  plain: overSocket("plain"),
};

const uploads = (by: Person, count: number) =>
  Promise.all(Array.from({ length: count }, () => uploadRow(by)));
const idsOf = (message: Pick<MessageView, "attachments"> | undefined) =>
  message?.attachments.map(({ id }) => id);

describe.each(Object.entries(DOORS))("by %s", (_door, send) => {
  test("one to ten files are sent with a message", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    for (const count of [1, LIMITS.attachments]) {
      const files = await uploads(ada, count);
      expect(idsOf((await send(ada, den.id, files)).message)).toEqual(files);
    }
  });

  test("eleven files, and another's file, are refused by the field's name", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    for (const files of [await uploads(ada, 11), await uploads(await person("Bob"), 1)])
      expect(await send(ada, den.id, files)).toMatchObject({
        code: "validation_failed",
        detail: expect.stringMatching(/^attachmentIds: ./),
      });
  });
});

test("a message has its files wherever it is read", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const sent = await sendFiles(ada, den.id, await uploads(ada, 2), `@${bob.username}`);
  await pinMessage(ada, { message: sent.id });
  await saveMessage(bob, { message: sent.id });
  const get = async (path: string) => (await call("GET", path, { as: bob })).json;
  const message: MessageView = await get(`/messages/${sent.id}`);
  expect(message.attachments).toEqual(sent.attachments);
  const { json: sync } = await call("POST", "/sync", {
    as: bob,
    body: { rooms: { [den.id]: sent.rev } },
  });
  const missed = await hubSource.readChanges(den.id, sent.rev);
  const read: Record<string, MessageView> = {
    "a page": (await get(`/rooms/${den.id}/messages?around=${sent.seq}`)).items.at(-1),
    "named messages": (await get(`/rooms/${den.id}/messages?seqs=${sent.seq}`)).items[0],
    pins: (await get(`/rooms/${den.id}/pins`)).items[0],
    saved: (await get("/me/saved")).items[0],
    mentions: (await get("/me/mentions")).items[0],
    "the last message": (await get(`/rooms/${den.id}`)).lastMessage,
    "the list of rooms": (await get("/rooms")).items[0].lastMessage,
    sync: sync.rooms[0].items[0],
    "what a hub missed": wholeMessage(JSON.parse(missed!.payload).items[0]),
  };
  for (const [where, found] of Object.entries(read)) expect(found, where).toEqual(message);
});

describe.each(Object.entries(KINDS))("over a %s socket", (_kind, connect) => {
  const carries = (fits: (item: MessageView) => boolean) => (frame: ReceivedFrame) =>
    frame.type === "messages" && (frame.items as MessageView[]).some(fits);
  const itemOf = (frame: ReceivedFrame, id: string) =>
    wholeMessage((frame.items as MessageView[]).find((item) => item.id === id)!);

  test("members get files with the message, with each change of it, and without the removed one", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const socket = await connect(server.port, bob);
    const sent = await sendFiles(ada, den.id, await uploads(ada, 2), "first");
    const first = await socket.until(carries(({ id }) => id === sent.id));
    expect(itemOf(first, sent.id)).toEqual(sent);
    await editMessage(ada, { message: sent.id, text: "second" });
    const edited = await socket.until(carries(({ text }) => text === "second"));
    expect(itemOf(edited, sent.id).attachments).toEqual(sent.attachments);
    await removeAttachment(ada, { message: sent.id, file: sent.attachments[0]!.id });
    const removed = await socket.until(carries(({ rev }) => rev === sent.rev + 2));
    expect(itemOf(removed, sent.id).attachments).toEqual([sent.attachments[1]]);
    socket.close();
  });

  test("nobody hears of files from before their history, or after they left", async () => {
    const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
    const den = await room(ada, { members: [bob] });
    await updateRoom(ada, { room: den.id, history: "hidden" });
    const old = await sendFiles(ada, den.id, await uploads(ada, 2), "old");
    await addMembers(ada, { room: den.id, userIds: [eve.userId] });
    const sockets = [await connect(server.port, bob), await connect(server.port, eve)];
    await removeMember(ada, { room: den.id, user: bob.userId });
    await removeAttachment(ada, { message: old.id, file: old.attachments[0]!.id });
    const last = await sendFiles(ada, den.id, await uploads(ada, 1), "last");
    await sockets[1]!.until(carries(({ id }) => id === last.id));
    const heard = sockets.map(({ received }) => JSON.stringify(received));
    for (const { id } of old.attachments) expect(heard.join()).not.toContain(id);
    expect(heard[0]).not.toContain(last.attachments[0]!.id);
    for (const socket of sockets) socket.close();
  });
});

test("a file that two processes send at once goes with one of the messages", async () => {
  const processes = await Promise.all([startServer(), startServer()]);
  const ada = await person("Ada");
  const rooms = [await room(ada), await room(ada)];
  const sockets = await Promise.all(processes.map(({ port }) => KINDS.plain(port, ada)));
  for (let i = 0; i < 10; i++) {
    const file = await uploadRow(ada);
    const answers = await Promise.all(
      sockets.map((socket, n) =>
        socket.ask("message", { roomId: rooms[i % 2 ? n : 0]!.id, text: "", attachmentIds: [file] }),
      ),
    );
    expect(answers.map(({ code = "sent" }) => code).sort()).toEqual(["sent", "validation_failed"]);
  }
  for (const { id } of rooms) await expectWhole({ id });
  for (const socket of sockets) socket.close();
  await Promise.all(processes.map((process) => process.kill()));
});
