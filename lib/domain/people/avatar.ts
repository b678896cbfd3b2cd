import { createHash } from "node:crypto";
import { z } from "zod";
import { presence } from "@/lib/core/delivery/presence";
import { DomainError, invalidField, notFound } from "@/lib/core/errors";
import { operation, query } from "@/lib/core/operation";
import { makePicture } from "@/lib/platform/media/media";
import { type MediaFault, MediaRefusal } from "@/lib/platform/media/media-info";
import { LIMITS } from "@/lib/shared/limits";
import { reference, text } from "../fields";
import { requirePerson } from "./access";
import { toAccountView } from "./user-view";

/** Width and height. */
const SIZE_PIXELS = 256;

const image = z.custom<Uint8Array | Blob>(
  (value) => value instanceof Uint8Array || value instanceof Blob,
  "Must be a picture.",
);

/**
 * Sets the caller's picture: PNG, JPEG, WebP or GIF of at most LIMITS.avatarBytes and LIMITS.imagePixels. It
 * is rotated upright, cropped to a square, encoded as WebP of 256 by 256 pixels, and keeps no metadata. Errors:
 * `payload_too_large`; `unsupported_media_type` for any other kind, SVG included; `validation_failed` for a damaged
 * picture or too many pixels.
 */
export const setAvatar = operation({
  key: "account.set-avatar",
  summary: "Upload my picture",
  input: z.object({ image }),

  async prepare(_actor, { image }) {
    const size = image instanceof Blob ? image.size : image.length;
    if (size > LIMITS.avatarBytes) throw tooLarge();
    const bytes = image instanceof Blob ? new Uint8Array(await image.arrayBuffer()) : image;
    if (!isPicture(bytes)) throw notPicture();
    const { bytes: picture } = await makePicture(bytes, { size: SIZE_PIXELS, fit: "cover" }).catch(refuse);
    return picture;
  },

  authorize: ({ me }) => me,

  async execute({ db, afterCommit }, _input, { userId }, picture) {
    const image = new Uint8Array(picture);
    await db.avatar.upsert({ where: { userId }, create: { userId, image }, update: { image } });
    afterCommit(() => presence().refresh(userId));
    const avatarTag = createHash("sha256").update(image).digest("hex").slice(0, 16);
    return toAccountView(
      await db.user.update({ where: { id: userId }, data: { avatarTag, rev: { increment: 1 } } }),
    );
  },
});

const tooLarge = () =>
  new DomainError("payload_too_large", `A picture can have at most ${LIMITS.avatarBytes} bytes.`);

const notPicture = () =>
  new DomainError("unsupported_media_type", "A picture must be PNG, JPEG, WebP or GIF.");

/** First bytes of PNG, JPEG, GIF and WebP in hexadecimal (WHATWG MIME Sniffing, 6.1). SVG and the rest match none. */
const SIGNATURES = [/^89504e470d0a1a0a/, /^ffd8ff/, /^47494638(37|39)61/, /^52494646.{8}57454250/];

function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return SIGNATURES.some((signature) => signature.test(head));
}

function refuse(error: unknown): never {
  throw MediaRefusal.is(error) ? REFUSALS[error.fault]() : error;
}

const tooManyPixels = () => invalidField("image", "This picture has too many pixels.", "too_large");

const REFUSALS: Record<MediaFault, () => DomainError> = {
  broken: () => invalidField("image", "This picture is damaged.", "broken"),
  too_many_pixels: tooManyPixels,
  too_costly: tooManyPixels,
};

/** Removes the caller's picture; initials replace it. */
export const removeAvatar = operation({
  key: "account.remove-avatar",
  summary: "Delete my picture",
  input: z.object({}),
  authorize: ({ me }) => me,
  async execute({ db, afterCommit }, _input, { userId }): Promise<void> {
    afterCommit(() => presence().refresh(userId));
    await db.avatar.deleteMany({ where: { userId } });
    await db.user.update({ where: { id: userId }, data: { avatarTag: null, rev: { increment: 1 } } });
  },
});

/**
 * Reads a person's picture (WebP) for those who may see the person. `v` is the tag in `avatarUrl`: with it a browser
 * may cache the picture for good, because another picture has another tag. Error: `not_found`, also for a person
 * without a picture.
 */
export const readAvatar = query({
  key: "user.avatar",
  summary: "Get a person's picture",
  input: z.object({ user: reference, v: text({ max: 64 }).optional() }),
  authorize: ({ db, me }, { user }) => requirePerson(db, me, user),

  async execute({ db }, { v }, { id, avatarTag }) {
    const avatar = avatarTag && (await db.avatar.findUnique({ where: { userId: id } }));
    if (!avatar) throw notFound("This person has no picture.");
    return { image: avatar.image, tag: avatarTag, isForGood: v === avatarTag };
  },
});
