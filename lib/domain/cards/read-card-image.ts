import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { BytesMissing } from "@/lib/platform/storage/storage";
import { id, text } from "../fields";
import { requireMessage } from "../messages/access";

/**
 * Reads the picture of a card (WebP), for readers of the message that shows it. A browser asks again each time, because
 * the message may be deleted or its reader removed. Error: `not_found`, also for a picture that the message does not
 * show.
 */
export const readCardImage = query({
  key: "message.card-image",
  summary: "Get a link preview's image",
  input: z.object({ message: id, image: text({ max: 64 }) }),
  authorize: ({ db, me }, { message }) => requireMessage(db, me, "read", message),

  async execute({ db }, { image }, { message }) {
    const use = await db.cardImageUse.findUnique({
      where: { messageId_hash: { messageId: message.id, hash: image } },
      include: { image: true },
    });
    if (!use) throw notFound("Picture not found.");
    try {
      const bytes = await buffer(await fileStorage().read(use.image.key));
      return { image: new Uint8Array(bytes), tag: image, isForGood: false };
    } catch (error) {
      if (BytesMissing.is(error)) throw notFound("Picture not found.");
      throw error;
    }
  },
});
