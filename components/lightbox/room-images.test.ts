import { expect, test } from "vitest";
import { type ReadImages, RoomImages } from "./room-images";
import type { ShownFile } from "./shown-file";

const shown = (seq: number) => ({ seq }) as ShownFile;

/** A room with images in messages 1 to `count`, in pages of three. */
function room(count: number) {
  const cursors: (string | null)[] = [];
  const read: ReadImages = async (cursor) => {
    cursors.push(cursor);
    const from = cursor === null ? count : Number(cursor);
    const seqs = [from, from - 1, from - 2].filter((seq) => seq > 0);
    return { items: seqs.map(shown), nextCursor: from > 3 ? String(from - 3) : null };
  };
  return { images: new RoomImages(read), cursors };
}

const seqs = (files: ShownFile[] | null) => files?.map(({ seq }) => seq);

test("pages are read until they are older than the file that was opened", async () => {
  const { images, cursors } = room(9);
  expect(seqs(await images.readBefore(6))).toEqual([4, 5, 6, 7, 8, 9]);
  expect(cursors).toEqual([null, "6"]);
});

test("the next call reads on where the last one ended", async () => {
  const { images, cursors } = room(9);
  await images.readBefore(9);
  expect(seqs(await images.readBefore(4))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(cursors).toEqual([null, "6", "3"]);
  expect(await images.readBefore(1)).toBeNull();
});

test("two calls at once read once", async () => {
  const { images, cursors } = room(3);
  const [first, second] = await Promise.all([images.readBefore(2), images.readBefore(2)]);
  expect([seqs(first), second, cursors.length]).toEqual([[1, 2, 3], null, 1]);
});

test("a very old file does not read the whole room", async () => {
  const { images, cursors } = room(1_000);
  expect(await images.readBefore(2)).toBeNull();
  expect(cursors).toHaveLength(10);
});

test("without the server there are no images, and a later call tries again", async () => {
  let isAway = true;
  const images = new RoomImages(async () => (isAway ? null : { items: [shown(1)], nextCursor: null }));
  expect(await images.readBefore(1)).toBeNull();
  isAway = false;
  expect(seqs(await images.readBefore(1))).toEqual([1]);
});
