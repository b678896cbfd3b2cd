import type { WriteContext } from "@/lib/core/operation";
import { publishToEverybody } from "@/lib/delivery/publish";
import type { CustomEmojiView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { readEmojiImages, selectEmoji, toEmojiView } from "./emoji-view";

/** Sends an emoji as it is now to every device, after the commit. */
export async function publishEmoji({ db, afterCommit }: WriteContext, id: string): Promise<void> {
  const [item] = await readEmojiImages(db, id);
  afterCommit(() => publishToEverybody("emoji", { item }));
}

/** Reads an emoji that the caller has just added or changed. */
export async function readOwnEmoji({ db }: WriteContext, id: string): Promise<CustomEmojiView> {
  const [row] = await selectEmoji(db, Prisma.sql`e.id = ${id}::uuid`, Prisma.sql`true`);
  return toEmojiView(row!, true);
}
