import type { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import type { cursor } from "./fields";

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
  if (!found.success) throw invalidField("cursor", "Is none that a page gave.", "invalid");
  return found.data;
}

function valuesOf(given: string): unknown {
  try {
    return JSON.parse(Buffer.from(given, "base64url").toString());
  } catch {
    return null;
  }
}
