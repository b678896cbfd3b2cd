import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { type cursor, id, time } from "./fields";

/**
 * What a cursor may hold: a caller can write one too, so each value is one that PostgreSQL can take. A name (no NUL, no
 * lone surrogate), a number (int4), an id and a time.
 */
export const cursorValue = {
  name: z.string().refine((value) => !value.includes("\0") && value.isWellFormed()),
  number: z.int32(),
  id,
  time,
};

/** A page's end, as the next page's `cursor`: the values by which the list is ordered. Nobody is to read anything into it. */
export const encodeCursor = (values: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** The values of a cursor that an earlier page gave. Error: `validation_failed` for what no page ever gave. */
export function decodeCursor<T extends z.ZodType>(
  shape: T,
  given: z.output<typeof cursor>,
): z.output<T> | null {
  if (given === undefined) return null;
  const found = shape.safeParse(valuesOf(given));
  if (!found.success) throw notACursor();
  return found.data;
}

/** A cursor that is the id of the last row. Error: `validation_failed`. */
export const idOfCursor = (given: z.output<typeof cursor>): string | undefined => {
  if (given === undefined) return undefined;
  const found = id.safeParse(given);
  if (!found.success) throw notACursor();
  return found.data;
};

const notACursor = () => invalidField("cursor", "Is none that a page gave.", "invalid");

function valuesOf(given: string): unknown {
  try {
    return JSON.parse(Buffer.from(given, "base64url").toString());
  } catch {
    return null;
  }
}
