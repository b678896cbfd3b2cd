import { z } from "zod";
import { count, id, page, time } from "./fields";

export const attachment = z
  .strictObject({
    id,
    name: z.string(),
    type: z.string().meta({ description: "Media type, detected from the bytes" }),
    size: count.meta({ description: "Bytes" }),
    width: z.int().nullable().meta({ description: "Pixels of an image or a video, as it is shown upright" }),
    height: z.int().nullable(),
    duration: z.number().nullable().meta({ description: "Seconds of audio or video" }),
    placeholder: z.string().nullable().meta({ description: "A blurred preview as a data URL" }),
    url: z.string(),
    thumbnailUrl: z
      .string()
      .nullable()
      .meta({ description: "Takes `?size=`: the pixels of the longer side, 64 to 1600" }),
    description: z.string().meta({ description: "Alternative text by its uploader" }),
    isAnimated: z.boolean(),
    isVoice: z.boolean().meta({ description: "A voice message" }),
    waveform: z.array(z.int()).meta({ description: "Loudness over time, 0 to 100; empty where unknown" }),
    excerpt: z.string().nullable().meta({ description: "First lines of a text file" }),
    pages: z.int().nullable().meta({ description: "Pages of a PDF" }),
    createdAt: time,
    uploader: z.strictObject({ id, username: z.string(), displayName: z.string() }),
  })
  .meta({ id: "Attachment", description: "A file in a message, or one uploaded to send." });

export const sentFile = attachment
  .extend({
    roomId: id,
    messageId: id,
    seq: z.int().meta({ description: "The message's number in its room" }),
    threadId: id.nullable().meta({
      description: "The root of the thread that the message is only in; null where the room shows it",
    }),
    sentAt: time,
    sender: z.strictObject({ id, username: z.string(), displayName: z.string() }).meta({
      description: "The sender of the message. In a forwarded message it may differ from the uploader",
    }),
  })
  .meta({ id: "SentFile", description: "A file in a message." });
export const sentFilePage = page(sentFile).meta({
  id: "SentFilePage",
  description: "Newest first. A page may be short, or empty, and have a `nextCursor`.",
});
