import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation, query } from "@/lib/core/operation";
import { presence } from "@/lib/delivery/presence";
import { reference, text } from "../fields";
import { image, makeSquarePicture } from "../square-picture";
import { requirePerson } from "./access";
import { toAccountView } from "./user-view";

/** Sets the caller's picture; its kinds, limits and errors are those of `makeSquarePicture`. */
export const setAvatar = operation({
  key: "account.set-avatar",
  summary: "Upload my picture",
  input: z.object({ image }),
  prepare: (_actor, { image }) => makeSquarePicture(image),
  authorize: ({ me }) => me,

  async execute({ db, afterCommit }, _input, { userId }, { image, tag }) {
    await db.avatar.upsert({ where: { userId }, create: { userId, image }, update: { image } });
    afterCommit(() => presence().refresh(userId));
    return toAccountView(
      await db.user.update({ where: { id: userId }, data: { avatarTag: tag, rev: { increment: 1 } } }),
    );
  },
});

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
