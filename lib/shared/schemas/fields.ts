import { z } from "zod";

export const id = z.uuid().meta({ description: "UUID v7" });
export const time = z.iso.datetime().meta({ description: "ISO 8601 in UTC" });
export const count = z.int().min(0);

/** A number of files, or of uploads, and their bytes. */
export const fileSum = { count, bytes: count };

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
