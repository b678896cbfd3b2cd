import { expect, test } from "vitest";
import { UNREACHABLE } from "@/lib/client/connection/outcome";
import type { Outcome } from "@/lib/shared/errors";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { createOpenRooms } from "./open-rooms";
import { roomNamed } from "./room-named";

const room = (id: string, name: string | null) => ({ id, name }) as MyRoomView;

test("a room is found by its name, in any case, and no room by no name of a room", () => {
  const rooms = {
    1: room("1", "Platform"),
    2: room("2", null),
    3: room("3", "Ёлка"),
    4: room("4", "Straße"),
  };
  expect(roomNamed(rooms, "platform")?.id).toBe("1");
  expect(roomNamed(rooms, "ёлка")?.id).toBe("3");
  expect(roomNamed(rooms, "STRASSE")?.id).toBe("4");
  expect(roomNamed(rooms, "plat")).toBeUndefined();
});

test("rooms that one could join are read once, and anew after some minutes", async () => {
  let [time, reads] = [0, 0];
  const open = createOpenRooms(
    async () => {
      reads++;
      return { ok: true, data: { items: [room("1", "Yard")], nextCursor: null } };
    },
    () => time,
  );
  await Promise.all([open.load(), open.load()]);
  expect(reads).toBe(1);
  expect(open.store.get().yard?.id).toBe("1");
  time += 6 * 60_000;
  await open.load();
  expect(reads).toBe(2);
});

test("a room that closes is lost at once, even by a list that was on its way", async () => {
  let answer = Promise.withResolvers<Outcome<Page<MyRoomView>>>();
  const items = [room("1", "Yard"), room("2", "Den")];
  const list = { ok: true as const, data: { items, nextCursor: null } };
  const open = createOpenRooms(() => answer.promise);
  const loaded = open.load();
  open.drop("1");
  answer.resolve(list);
  await loaded;
  expect(Object.keys(open.store.get())).toEqual(["den"]);
  open.drop("2");
  expect(open.store.get()).toEqual({});

  answer = Promise.withResolvers();
  answer.resolve(list);
  open.refresh();
  await expect.poll(() => Object.keys(open.store.get())).toEqual(["yard", "den"]);
});

test("after a lost connection the list is read again only if it was read before", async () => {
  let reads = 0;
  const open = createOpenRooms(async () => {
    reads++;
    return UNREACHABLE;
  });
  open.refresh();
  expect(reads).toBe(0);
  await open.load();
  open.refresh();
  expect(reads).toBe(2);
});
