import { describe, expect, test, vi } from "vitest";
import { Frame } from "@/lib/delivery/frame";
import { hub } from "@/lib/delivery/publish";
import { hubSource } from "@/lib/domain/live/hub-source";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { addMembers, removeMember, setMember } from "@/lib/domain/rooms/members/members";
import { db } from "@/lib/platform/database/db";
import type { MyRoomView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import {
  type Client,
  connectPlain,
  KINDS,
  type ReceivedFrame,
  testServer,
  textsOf,
} from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

const say = (who: Person, { id }: MyRoomView, text: string) => sendMessage(who, { room: id, text });

/** True for a frame that concerns a room. */
const isOf =
  ({ id }: MyRoomView) =>
  (frame: ReceivedFrame) =>
    JSON.stringify(frame).includes(id);

/** Frames about a room, one by one; a `ready` names rooms too. */
const heardOf = (client: Client, den: MyRoomView) =>
  client.received.filter(isOf(den)).filter(({ type }) => type !== "ready");

const heardText = (client: Client, { id }: MyRoomView, text: string) =>
  client.until(() => textsOf(client, id).includes(text));

describe.each(Object.entries(KINDS))("on a %s socket", (_kind, open) => {
  test("S02: typing from a process with newer members is dropped here", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const his = await open(server.port, bob);
    const known = hub()!.memberVersionFor(den.id, bob.userId)!;
    const typing = (from: string) => Frame.of("typing", { roomId: den.id, userId: from, isTyping: true });
    hub()!.broadcastEphemeral(den.id, known + 1, typing("newer"));
    hub()!.broadcastEphemeral(den.id, known, typing("known"));
    await his.until(({ type }) => type === "typing");
    expect(his.received.filter(({ type }) => type === "typing").map(({ userId }) => userId)).toEqual([
      "known",
    ]);
    his.close();
  });

  test("a new member gets the room, then its system message, then later messages", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada);
    await say(ada, den, "before");
    const his = await open(server.port, bob);
    await addMembers(ada, { room: den.id, userIds: [bob.userId] });
    await his.until(({ type }) => type === "room");
    await say(ada, den, "welcome");
    await heardText(his, den, "welcome");
    const frames = heardOf(his, den);
    expect(frames[0]).toMatchObject({ type: "room", room: { id: den.id, role: "member", unreadCount: 0 } });
    const items = frames.slice(1).flatMap((frame) => frame.items as ReceivedFrame[]);
    expect(items.map(({ kind, text }) => (kind === "system" ? kind : text))).toEqual(["system", "welcome"]);
    expect(frames.slice(1).map(({ type }) => type)).not.toContain("room");
    his.close();
  });

  test("S02: a removed member gets room_gone, and never another frame of the room", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [hers, his] = [await open(server.port, ada), await open(server.port, bob)];
    await say(ada, den, "before");
    await heardText(his, den, "before");
    const inFlight = Array.from({ length: 20 }, (_, i) => say(ada, den, `meanwhile ${i}`));
    await Promise.all([removeMember(ada, { room: den.id, user: bob.userId }), ...inFlight]);
    for (let i = 0; i < 5; i++) await say(ada, den, `after ${i}`);
    await setMember(ada, { room: den.id, user: (await person("Mia")).userId, role: "moderator" });
    await heardText(hers, den, "after 4");
    await his.until(({ type }) => type === "room_gone");
    await his.ask("ping");

    const { rev } = await db().message.findFirstOrThrow({
      where: { roomId: den.id, event: { path: ["type"], equals: "removed" } },
    });
    const frames = heardOf(his, den);
    expect(frames.at(-1)).toMatchObject({ type: "room_gone", roomId: den.id });
    expect(frames.filter((frame) => Number(frame.rev) >= rev)).toEqual([]);
    expect(textsOf(his, den.id).filter((text) => text.startsWith("after"))).toEqual([]);
    hers.close();
    his.close();
  });

  test("S02: a removal during a recheck of access sends room_gone once", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [hers, his] = [await open(server.port, ada), await open(server.port, bob)];
    const { readRooms } = hubSource;
    const [isRead, isRemoved] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late = vi.spyOn(hubSource, "readRooms").mockImplementationOnce(async (userId) => {
      const rooms = await readRooms(userId);
      isRead.resolve();
      await isRemoved.promise;
      return rooms;
    });
    const rechecked = hub()!.recheckAccess(bob.userId);
    await isRead.promise;
    await removeMember(ada, { room: den.id, user: bob.userId });
    await his.until(({ type }) => type === "room_gone");
    isRemoved.resolve();
    await rechecked;
    await say(ada, den, "after");
    await heardText(hers, den, "after");
    await his.ask("sync", {});
    expect(his.received.filter(({ type }) => type === "room_gone")).toHaveLength(1);
    late.mockRestore();
    hers.close();
    his.close();
  });

  test("S02: twenty members removed one by one while people write get nothing later", async () => {
    const ada = await person("Ada");
    const goers: Person[] = [];
    for (let i = 0; i < 20; i++) goers.push(await person(`Goer ${i}`));
    const den = await room(ada);
    await addMembers(ada, { room: den.id, userIds: goers.map(({ userId }) => userId) });
    const clients = await Promise.all(goers.map((goer) => open(server.port, goer)));
    let isOver = false;
    const writing = (async () => {
      for (let i = 0; !isOver; i++) await say(ada, den, `text ${i}`);
    })();
    await Promise.all(goers.map(({ userId }) => removeMember(ada, { room: den.id, user: userId })));
    isOver = true;
    await writing;
    for (const [i, client] of clients.entries()) {
      await client.until(({ type }) => type === "room_gone");
      await client.ask("ping");
      const { rev } = await db().message.findFirstOrThrow({
        where: {
          roomId: den.id,
          event: { path: ["names", "0"], equals: `Goer ${i}` },
          text: { contains: "removed" },
        },
      });
      expect(heardOf(client, den).filter((frame) => Number(frame.rev) >= rev)).toEqual([]);
      client.close();
    }
  });

  test("a member who is added again gets the room and its frames again", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const his = await open(server.port, bob);
    const hers = await open(server.port, ada);
    await removeMember(ada, { room: den.id, user: bob.userId });
    await his.until(({ type }) => type === "room_gone");
    await say(ada, den, "not for Bob");
    await heardText(hers, den, "not for Bob");
    await addMembers(ada, { room: den.id, userIds: [bob.userId] });
    await say(ada, den, "for Bob");
    await heardText(his, den, "for Bob");
    expect(textsOf(his, den.id)).toEqual(["for Bob"]);
    for (const client of [his, hers]) client.close();
  });

  test("a member with a new role gets their own room with it; so does the last owner's successor", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const his = await open(server.port, bob);
    const isRoomAs = (role: string) => (frame: ReceivedFrame) =>
      frame.type === "room" && (frame.room as MyRoomView).role === role;
    await setMember(ada, { room: den.id, user: bob.userId, role: "moderator" });
    await his.until(isRoomAs("moderator"));
    await leaveRoom(ada, { room: den.id });
    await his.until(isRoomAs("owner"));
    his.close();
  });
});

describe("a plain socket with a room filter", () => {
  const narrow = async (who: Person, { id }: MyRoomView) => {
    const client = connectPlain(server.port, `?token=${who.token}&room=${id}`);
    await client.until(({ type }) => type === "ready");
    return client;
  };

  test("S02: gets room_gone, then nothing of the room, and stays open until its client closes it", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [den, other] = [await room(ada, { members: [bob] }), await room(ada, { members: [bob] })];
    const his = await narrow(bob, den);
    const hers = await narrow(ada, den);
    await removeMember(ada, { room: den.id, user: bob.userId });
    await say(ada, den, "after");
    await say(ada, other, "elsewhere");
    await heardText(hers, den, "after");
    await his.until(({ type }) => type === "room_gone");
    expect((await his.ask("message", { roomId: den.id, text: "still here" })).code).toBe("not_found");
    expect((await his.ask("ping")).type).toBe("pong");
    expect(heardOf(his, den).map(({ type }) => type)).toEqual(["room_gone"]);
    expect(his.received.filter(isOf(other))).toEqual([]);
    expect(await connectPlain(server.port, `?token=${bob.token}&room=${den.id}`).closed).toMatchObject({
      code: 4404,
    });
    for (const client of [his, hers]) client.close();
  });

  test("gets nothing of another room that its person is added to or removed from", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [den, other] = [await room(ada, { members: [bob] }), await room(ada)];
    const his = await narrow(bob, den);
    await addMembers(ada, { room: other.id, userIds: [bob.userId] });
    await say(ada, other, "elsewhere");
    await removeMember(ada, { room: other.id, user: bob.userId });
    await say(ada, den, "here");
    await heardText(his, den, "here");
    expect(his.received.filter(isOf(other))).toEqual([]);
    his.close();
  });
});
