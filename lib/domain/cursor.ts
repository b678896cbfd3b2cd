import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { type cursor, id, time } from "./fields";

/**
 * Allowed values of a cursor. Callers can forge one, so each value is one that PostgreSQL accepts: a name (no NUL, no
 * lone surrogate), a number (int4), a number of a table (int8, as far as JavaScript counts), an id and a time.
 */
export const cursorValue = {
  name: z.string().refine((value) => !value.includes("\0") && value.isWellFormed()),
  number: z.int32(),
  bigNumber: z.int(),
  id,
  time,
};

/** Encodes a page's end as the next page's `cursor`: the values of the list's order. It is opaque to callers. */
export const encodeCursor = (values: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** Decodes a cursor that an earlier page gave; null without one. Error: `validation_failed` for anything else. */
export function decodeCursor<T extends z.ZodType>(
  shape: T,
  given: z.output<typeof cursor>,
): z.output<T> | null {
  if (given === undefined) return null;
  const found = shape.safeParse(valuesOf(given));
  if (!found.success) throw notACursor();
  return found.data;
}

/** Decodes a cursor that is the id of the last row. Error: `validation_failed`. */
export function idOfCursor<Given extends z.output<typeof cursor>>(given: Given): Given {
  if (given === undefined) return given;
  const found = id.safeParse(given);
  if (!found.success) throw notACursor();
  return found.data as Given;
}

const notACursor = () => invalidField("cursor", "Is none that a page gave.", "invalid");

function valuesOf(given: string): unknown {
  try {
    return JSON.parse(Buffer.from(given, "base64url").toString());
  } catch {
    return null;
  }
}
