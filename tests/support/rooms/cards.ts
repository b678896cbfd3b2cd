import { createHash } from "node:crypto";
import type { StoredCard } from "@/lib/domain/cards/stored-card";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";

const BYTES = Buffer.from("the bytes of the picture in all cards on the stage");

/** Name of the picture in all cards of scenes. */
export const CARD_IMAGE = createHash("sha256").update(BYTES).digest("hex");

/** Stores the picture that all cards of scenes share. */
export async function storeCardImage(): Promise<void> {
  await fileStorage().putBytes(CARD_IMAGE, BYTES);
  const row = { hash: CARD_IMAGE, key: CARD_IMAGE, width: 8, height: 8 };
  await db().cardImage.upsert({ where: { hash: CARD_IMAGE }, create: row, update: {} });
}

/** Gives each message a card with the picture, without the operations. */
export async function addCards(messageIds: string[]): Promise<void> {
  const card: StoredCard = {
    ...{ url: "https://a.example/", host: "a.example", title: "A", description: "", siteName: "" },
    ...{ isVideo: false, isHidden: false, image: { hash: CARD_IMAGE, width: 8, height: 8 } },
  };
  await db().$executeRaw`
    UPDATE message SET cards = ${JSON.stringify([card])}::jsonb WHERE id = ANY(${messageIds}::uuid[])`;
  await db().cardImageUse.createMany({
    data: messageIds.map((messageId) => ({ messageId, hash: CARD_IMAGE })),
    skipDuplicates: true,
  });
}
