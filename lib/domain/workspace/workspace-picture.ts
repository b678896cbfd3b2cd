import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation, publicOperation } from "@/lib/core/operation";
import { text } from "../fields";
import { image, makeSquarePicture } from "../square-picture";
import { workspacePictureUrl } from "./picture-url";

/** Sets the workspace's picture; its kinds, limits and errors are those of `makeSquarePicture`. */
export const setWorkspacePicture = operation({
  key: "workspace.set-picture",
  summary: "Upload the workspace's picture",
  needs: "admin",
  input: z.object({ image }),
  prepare: (_actor, { image }) => makeSquarePicture(image),
  authorize: () => {},

  async execute({ db }, _input, _found, { image, tag }) {
    await db.workspacePicture.upsert({ where: { id: 1 }, create: { image }, update: { image } });
    await db.workspace.update({ where: { id: 1 }, data: { pictureTag: tag } });
    return { pictureUrl: workspacePictureUrl(tag) };
  },

  audit: () => ({}),
});

/** Removes the workspace's picture; the first letter of its name replaces it. */
export const removeWorkspacePicture = operation({
  key: "workspace.remove-picture",
  summary: "Delete the workspace's picture",
  needs: "admin",
  input: z.object({}),
  authorize: () => {},
  async execute({ db }): Promise<void> {
    await db.workspacePicture.deleteMany();
    await db.workspace.update({ where: { id: 1 }, data: { pictureTag: null } });
  },
  audit: () => ({}),
});

/**
 * Reads the workspace's picture (WebP), which the sign-in page shows to everybody. `v` is the tag in `pictureUrl`: with it
 * a browser may cache the picture for good. Error: `not_found` without a picture.
 */
export const readWorkspacePicture = publicOperation({
  key: "workspace.picture",
  summary: "Get the workspace's picture",
  input: z.object({ v: text({ max: 64 }).optional() }),
  authorize: () => {},

  async execute({ db }, { v }) {
    const workspace = await db.workspace.findUnique({ where: { id: 1 }, select: { pictureTag: true } });
    const tag = workspace?.pictureTag;
    const picture = tag && (await db.workspacePicture.findUnique({ where: { id: 1 } }));
    if (!picture) throw notFound("This workspace has no picture.");
    return { image: picture.image, tag, isForGood: v === tag };
  },
});
